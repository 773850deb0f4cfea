package import Domain
import Files
import Inventory
import JSON

/// Writes a secret-free snapshot of the host: observation, memory and guard rules, for planning elsewhere.
package struct ObserveWorkflow: Sendable {
    package struct Result: Sendable {
        package let bytes: [UInt8]
        /// What the bytes say.
        package let json: JSON
        /// Where it was written; `nil` where it belongs on stdout.
        package let file: String?
        package let counts: ClassCounts
        package let warnings: [Diagnostic]
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// Observes and records the host, and writes the snapshot to `out` where that is given.
    ///
    /// - Throws: `Failure` where the SSOT is broken (65), no Engine answers (69) or the file cannot be written (73,
    ///   77).
    package func run(out: String?) async throws -> Result {
        let project = try await Project.load(options, environment)
        return try await RecordedRun.open(.audit, options, environment, project) { run in
            let view = try run.recorded(try await run.observer.observe(detailed: true))
            try run.end(.succeeded, .done, "snapshot")
            let snapshot = Snapshot(
                host: view.classified.hostForOthers(run.digestKey),
                memory: view.memory,
                guardRules: run.project.guardRules,
                digestKeyID: run.digestKey.id,
                apiVersion: run.session.apiVersion,
                checkpoint: try await run.checkpoint(),
                project: try await HostProject(run.project, run.digestKey, run.session.apiVersion, environment)
            )
            let bytes = SnapshotFile.write(snapshot)
            if let out {
                let path = Paths.join(environment.workingDirectory, out)
                try Writing.guarded { try FileWriting.replace(bytes, at: path, mode: 0o644) }
            }
            return Result(
                bytes: bytes,
                json: try JSON.parse(bytes),
                file: out,
                counts: view.classified.counts,
                warnings: run.warnings + view.warnings
            )
        }
    }
}

extension ClassifiedHost {
    /// The host without the sealed values of what is protected: nothing is planned for it, and whoever reads a snapshot
    /// could try texts of the repository on them.
    ///
    /// Compose's hash of a service covers the values of its secrets, so it is sealed too.
    fileprivate func hostForOthers(_ key: DigestKey) -> ObservedHost {
        let kept = Set(resources.filter { $0.class != .protected || $0.notes.contains(.shared) }.map(\.address))
        var host = host
        host.containers = host.containers.map { container in
            var container = container
            if !kept.contains(container.address) { container.detail?.attributes.removeSealed() }
            container.labels.composeConfigHash = container.labels.composeConfigHash.map {
                key.digest(of: Array($0.utf8))
            }
            return container
        }
        host.volumes = host.volumes.map { volume in
            var volume = volume
            if !kept.contains(volume.address) { volume.attributes.removeSealed() }
            return volume
        }
        host.networks = host.networks.map { network in
            var network = network
            if !kept.contains(host.address(of: network)) { network.attributes.removeSealed() }
            return network
        }
        return host
    }
}

extension AttributeSet {
    /// Log options stay: planning asks whether other containers have the same, as defaults of the daemon are.
    fileprivate mutating func removeSealed() {
        self = AttributeSet(
            values.filter { $0.key.family == .logOption || !$0.value.contains(AttributeSet.sealedPrefix) }
        )
    }
}
