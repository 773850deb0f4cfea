import Domain

/// A snapshot with something in every place.
enum Samples {
    static let time = Timestamp(secondsSince1970: 1_794_966_400)

    static let snapshot = Snapshot(
        host: host,
        memory: memory,
        guardRules: guardRules,
        digestKeyID: "0123456789abcdef",
        project: project
    )

    private static let project = HostProject(
        root: "/srv/app",
        home: "/root",
        variables: ["PORT", "TAG"],
        envFiles: [.init(path: "/srv/app/.env", variables: ["A", "B"])],
        ownFiles: ["/srv/app/key"],
        digests: ["00112233445566778899aabbccddeeff": "hmac-sha256:44"],
        composeHashes: [.init(project: "shop", service: "web", hash: "ab", specification: "sha256:55")]
    )

    private static let host = ObservedHost(
        engine: EngineIdentity(id: "AAAA:BBBB", name: "staging"),
        observedAt: time,
        containers: [container("web", .running, detail: detail), container("db", .exited, detail: nil)],
        images: [
            ObservedImage(
                id: "sha256:1",
                tags: ["a:1", "b:2"],
                digests: ["a@sha256:f"],
                parentID: "",
                labels: .none,
                defaults: attributes
            ),
            ObservedImage(id: "sha256:2", tags: [], digests: [], parentID: "sha256:1", labels: labels),
        ],
        volumes: [volume("v", "12@1794966400000000001"), volume("w", nil)],
        networks: [network("1", "shop"), network("2", "shop")],
        incomplete: [
            .init(address: Address(.container, "x"), id: "7", field: "State"),
            .init(address: Address(.container, "x"), id: "8", field: "Names"),
            .init(address: Address(.volume, "#3"), id: "", field: "Name"),
        ]
    )

    private static let labels = ObservedLabels(
        composeProject: "shop",
        composeService: "web",
        protect: true,
        isOurs: true,
        isSwarm: true,
        isAnonymousVolume: true,
        isOneOff: true,
        composeConfigFiles: "/srv/compose.yaml",
        composeWorkingDirectory: "/srv",
        composeConfigHash: "ab",
        specDigest: "v1:hmac-sha256:44"
    )

    private static let attributes = AttributeSet([
        AttributeKey(.user): "7", AttributeKey(.environment, "A.B"): "hmac-sha256:33",
        AttributeKey(.port, "80/tcp"): ":80",
    ])

    private static let detail = ObservedContainer.Detail(
        autoRemove: true,
        stopTimeout: 30,
        namespaceOwners: ["a", "b"],
        configurationDigest: "hmac-sha256:00",
        attributes: attributes,
        exitCode: 137,
        health: "unhealthy"
    )

    private static func container(
        _ name: String,
        _ state: ContainerState,
        detail: ObservedContainer.Detail?
    ) -> ObservedContainer {
        ObservedContainer(
            id: "id-\(name)",
            names: [name],
            imageID: "sha256:1",
            imageReference: "a:1",
            state: state,
            labels: ObservedLabels(composeProject: "shop", composeService: name),
            mounts: [
                .init(type: "volume", volume: "v", destination: "/a"),
                .init(type: "bind", volume: nil, destination: "/b"),
            ],
            networks: [.init(name: "bridge", networkID: ""), .init(name: "shop", networkID: "1")],
            networkMode: "shop",
            detail: detail
        )
    }

    private static func volume(_ name: String, _ identity: String?) -> ObservedVolume {
        ObservedVolume(
            name: name,
            driver: "local",
            optionNames: ["device", "o"],
            labels: .none,
            configurationDigest: "hmac-sha256:11",
            mountpointIdentity: identity,
            attributes: attributes
        )
    }

    private static func network(_ id: String, _ name: String) -> ObservedNetwork {
        ObservedNetwork(
            id: id,
            name: name,
            driver: "bridge",
            scope: "local",
            isIngress: false,
            labels: .none,
            configurationDigest: "hmac-sha256:22",
            attributes: attributes
        )
    }

    private static let memory = Memory(
        protected: [
            .init(address: Address(.container, "a"), id: "1", rule: rule(.builtIn), first: time),
            .init(address: Address(.container, "b"), id: "2", rule: rule(.label("reconcile.protect")), first: time),
            .init(address: Address(.volume, "c"), id: "c", rule: rule(.memory(time)), first: time),
            .init(address: Address(.volume, "d"), id: "d", rule: rule(.observation), first: time),
        ],
        protectedUses: [
            .init(user: Address(.container, "a"), kind: .image, resourceID: "sha256:1", lastSeen: time),
            .init(user: Address(.container, "a"), kind: .volume, resourceID: "v", lastSeen: time),
        ],
        imageUnusedSince: ["sha256:1": time, "sha256:2": time],
        volumeUnusedSince: ["v": time],
        imageProtectedUntil: ["sha256:2": time],
        volumeLostUser: ["w": time],
        releaseFirstSeen: ["volume/old-*": time]
    )

    private static func rule(_ origin: RuleOrigin) -> DecidingRule {
        DecidingRule(.floor, pattern: "prod-", origin: origin)
    }

    private static let guardRules = [guardRule("p9", line: 9), guardRule("p10", line: 10)]

    private static func guardRule(_ pattern: String, line: Int) -> ProtectionRule {
        ProtectionRule(
            name: .guardFile,
            pattern: Glob(pattern),
            scope: .volumes,
            origin: .file(SourcePosition(file: "/etc/reconcile/guard.yaml", line: line, column: 3))
        )
    }
}
