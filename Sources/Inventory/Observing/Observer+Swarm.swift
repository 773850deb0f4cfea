import DockerEngine
import Domain

extension Observer {
    /// Services and tasks, where this Engine may tell them. A manager without a quorum refuses, and an answer that cannot
    /// be read tells nothing: then anything may be in use.
    func swarm(_ part: EngineAbout.Swarm) async throws -> SwarmView {
        switch part {
        case .inactive: return .inactive
        case .other: return SwarmView(isUnreadable: true)
        case .manager: break
        }
        do throws(EngineFault) {
            return try SwarmWire.view(services: try await reader.services(), tasks: try await reader.tasks())
        } catch {
            switch error {
            case .refused, .conflict, .notFound, .malformed: return SwarmView(isUnreadable: true)
            case .unreachable, .permissionDenied, .notAnEngine, .unsupportedVersion, .deadlineExceeded, .bodyTooLarge,
                .connectionLost, .cancelled:
                throw error
            }
        }
    }
}
