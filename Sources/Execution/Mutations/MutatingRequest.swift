internal import DockerEngine
internal import Domain

/// The calls that change a host: never `force=1`, never `v=1`, never a prune.
enum MutatingRequest {
    private static let deleteDeadline: Duration = .seconds(60)
    /// What the Engine waits for a container without a grace period of its own.
    private static let engineGraceSeconds = 10

    /// `nil` where the target's name cannot stand in a path.
    static func request(for target: VerifiedTarget) -> EngineRequest? {
        switch target.step {
        case .stopContainer(let id, let grace, _): stop(id, grace)
        case .removeContainer(let id): delete(EnginePath("containers", id))
        case .removeImageReference(let reference, _): deleteImage(reference)
        case .removeImage(let id): deleteImage(id)
        case .removeVolume(let name): delete(EnginePath("volumes", name))
        case .removeNetwork(let id): delete(EnginePath("networks", id))
        }
    }

    private static func stop(_ id: String, _ grace: Int?) -> EngineRequest? {
        EnginePath("containers", id, "stop").map { path in
            EngineRequest(
                .post,
                path,
                query: grace.map { [.init("t", String($0))] } ?? [],
                deadline: .seconds((grace ?? engineGraceSeconds) + 15)
            )
        }
    }

    /// By default the Engine deletes untagged parents too, which no plan lists.
    private static func deleteImage(_ reference: String) -> EngineRequest? {
        delete(EnginePath("images", reference), query: [.init("noprune", "1")])
    }

    private static func delete(_ path: EnginePath?, query: [EngineRequest.QueryItem] = []) -> EngineRequest? {
        path.map { EngineRequest(.delete, $0, query: query, deadline: deleteDeadline) }
    }
}
