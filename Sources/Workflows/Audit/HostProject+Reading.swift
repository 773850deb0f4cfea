import Compose
import Domain
import Inventory
import Stack

extension HostProject {
    /// What planning elsewhere has to know of this checkout.
    init(_ project: Project, _ key: DigestKey, _ apiVersion: String, _ environment: Environment) async throws {
        self.init(root: project.root, home: environment.variable("HOME"))
        let recorder = DigestRecorder(key)
        let target = BuiltStack.Target(recorder.stackDigests, speaking: apiVersion)
        let desired = project.sealed(for: target).desired
        digests = recorder.digests
        for reading in project.readings { add(reading, environment) }
        composeHashes = HostProject.hashes(
            try await environment.composeHashes(of: project),
            desired,
            target.digests,
            key
        )
    }

    private mutating func add(_ reading: StackReading, _ environment: Environment) {
        guard let model = reading.model else { return }
        let compose = Set(model.composeFilesRead)
        let files = model.filesRead.filter { !compose.contains($0) }.map { path in
            EnvFile(path: path, variables: EnvFileNames.read(reading.files.request.read(path) ?? []))
        }
        envFiles += files.filter { !envFiles.contains($0) }
        let fromFiles = Set(files.flatMap(\.variables))
        let own = model.variables.filter { environment.variables[$0] != nil && !fromFiles.contains($0) }
        variables = Set(variables + own).sortedByBytes()
        let unknown = StackBuilder.mountedPaths(of: model).filter { path in
            guard case .own = reading.files.content(of: path, reading.known) else { return false }
            return true
        }
        ownFiles = Set(ownFiles + unknown).sortedByBytes()
    }

    private static func hashes(
        _ hashes: [String: [String: String]],
        _ stacks: [DesiredStack],
        _ digests: StackDigests,
        _ key: DigestKey
    ) -> [ComposeHash] {
        stacks.flatMap { stack in
            stack.containers.filter { $0.number == 1 }.compactMap { container in
                hashes[stack.project]?[container.service].map { hash in
                    ComposeHash(
                        project: stack.project,
                        service: container.service,
                        hash: key.digest(of: Array(hash.utf8)),
                        specification: StackBuilder.specification(of: container, digests)
                    )
                }
            }
        }
    }
}
