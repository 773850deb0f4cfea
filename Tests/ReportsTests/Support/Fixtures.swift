import Domain
import Reports

/// A staging host as the reports see it.
enum Fixtures {
    static let ssot = "infra/docker/DOCKER_STAGING_SSOT.yaml"
    static let now = Timestamp(secondsSince1970: 1_795_000_000)
    static let engine = EngineIdentity(id: "6b1f0e8a-5f0c-4b0e-9a3e-1d2c3b4a5f60", name: "docker-staging-01")
    static let digest = "sha256:9c1e4f20" + String(repeating: "a1b2c3d4", count: 7)
    static let hash = String(repeating: "5e0f", count: 16)

    static func rule(_ name: RuleName, _ pattern: String?, line: Int) -> DecidingRule {
        DecidingRule(name, pattern: pattern, origin: .file(SourcePosition(file: ssot, line: line, column: 9)))
    }

    static func resource(
        _ kind: ResourceKind,
        _ name: String,
        _ class: ResourceClass,
        _ rule: DecidingRule,
        notes: [ClassifiedResource.Note] = [],
        usedBy: [Address] = []
    ) -> ClassifiedResource {
        let id = kind == .volume ? name : kind == .image ? "sha256:" + hash : String(hash.prefix(52)) + "\(name.count)"
        return ClassifiedResource(
            address: Address(kind, name),
            id: id,
            class: `class`,
            rule: rule,
            notes: notes,
            usedBy: usedBy.map { ResourceUser(.object($0)) }
        )
    }

    static let noRule = DecidingRule(.noRule, origin: .observation)
    static let floor = DecidingRule(.floor, pattern: "prod-", origin: .builtIn)
    static let safe = rule(.safeToDeletePattern, "test-*", line: 47)

    static let resources: [ClassifiedResource] = [
        resource(.container, "n8n", .unknown, noRule, notes: [.provisional]),
        resource(.container, "odoo-staging", .expected, rule(.allowedContainer, "odoo-staging", line: 17)),
        resource(.container, "prod-db", .protected, floor),
        resource(.container, "test-import", .extraSafeDelete, safe, notes: [.autoRemove]),
        resource(
            .image,
            "ghcr.io/acme/a-rather-long-repository/with-parts/ipai-web:2026.11.23-build.4711",
            .protected,
            DecidingRule(.usedByProtected, pattern: "container/prod-db", origin: .observation),
            notes: [.shared],
            usedBy: [Address(.container, "prod-db")]
        ),
        resource(.image, "odoo:18.0-1", .expected, rule(.allowedImage, "odoo:18.0-*", line: 28)),
        resource(.image, "sha256:" + hash, .unknown, rule(.notUnusedLongEnough, nil, line: 44)),
        resource(.volume, hash, .unknown, DecidingRule(.anonymousVolume, origin: .observation)),
        resource(
            .volume,
            "old-data",
            .protected,
            DecidingRule(.protectedBefore, pattern: "prod-", origin: .memory(now)),
            notes: [.byMemory]
        ),
        resource(.network, "bridge", .protected, DecidingRule(.engineBuiltIn, origin: .builtIn)),
    ]

    static func container(_ resource: ClassifiedResource) -> ObservedContainer {
        ObservedContainer(
            id: resource.id,
            names: [resource.address.name],
            imageID: "sha256:" + hash,
            imageReference: "odoo:18.0-1",
            state: .running,
            labels: .none,
            mounts: [],
            networks: [],
            networkMode: "bridge",
            detail: nil
        )
    }

    static func classified(_ resources: [ClassifiedResource]) -> ClassifiedHost {
        let host = ObservedHost(
            engine: engine,
            observedAt: now,
            containers: resources.filter { $0.address.kind == .container }.map(container),
            images: [],
            volumes: [],
            networks: []
        )
        let missing = [Address(.container, "odoo-staging-db")]
        return ClassifiedHost(host: host, resources: resources, directProtection: [:], missing: missing)
    }

    static func audit(
        _ resources: [ClassifiedResource] = resources,
        filter: AuditFilter = .everything
    ) -> AuditReport {
        AuditReport(
            classified: classified(resources),
            environment: "staging",
            endpoint: "unix:///var/run/docker.sock (SSOT docker.host)",
            ssotPath: ssot,
            runID: runID,
            ages: AgeThresholds(unnamedImageDays: 14, unusedVolumeDays: 30),
            memoryIsFresh: true,
            health: HealthStanding(at: now, results: health),
            filter: filter
        )
    }

    static let runID = "20261118T064640Z-1a2b3c4d"

    static let health = [
        HealthResult(
            name: "odoo_staging",
            kind: "http",
            isHealthy: false,
            expected: "200",
            observed: "502",
            milliseconds: 31
        ),
        HealthResult(
            name: "postgres",
            kind: "command",
            isHealthy: true,
            expected: "exit 0",
            observed: "exit 0",
            milliseconds: 120
        ),
    ]
}
