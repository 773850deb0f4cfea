import Compose
import Domain
import Inventory
import Stack

extension HostProject {
    /// What planning elsewhere has to know of this checkout.
    init(_ project: Project, _ key: DigestKey, _ apiVersion: String, _ environment: Environment) async throws {
        self.init(root: project.root, home: environment.variable("HOME"))
        guard let reading = project.stackReading, let model = reading.model else { return }
        let compose = Set(model.composeFilesRead)
        envFiles = model.filesRead.filter { !compose.contains($0) }.map { path in
            EnvFile(path: path, variables: EnvFileNames.read(reading.files.request.read(path) ?? []))
        }
        let fromFiles = Set(envFiles.flatMap(\.variables))
        variables = model.variables.filter { environment.variables[$0] != nil && !fromFiles.contains($0) }
        ownFiles = StackBuilder.mountedPaths(of: model).filter { path in
            guard case .own = reading.files.content(of: path, reading.known) else { return false }
            return true
        }
        let recorder = DigestRecorder(key)
        let target = BuiltStack.Target(recorder.stackDigests, speaking: apiVersion)
        let desired = BuiltStack(reading, model, for: target).desired
        digests = recorder.digests
        let hashes = try await environment.composeHashes(of: project)
        composeHashes = (desired?.containers ?? []).filter { $0.number == 1 }.compactMap { container in
            hashes[container.service].map { hash in
                ComposeHash(
                    project: model.name,
                    service: container.service,
                    hash: hash,
                    specification: StackBuilder.specification(of: container, target.digests)
                )
            }
        }
    }
}
