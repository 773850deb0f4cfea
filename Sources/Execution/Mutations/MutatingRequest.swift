internal import DockerEngine
internal import Domain

/// The calls that change a host: never `force=1`, never `v=1`, never a prune.
enum MutatingRequest {
    private static let deleteDeadline: Duration = .seconds(60)
    /// What the Engine waits for a container without a grace period of its own.
    private static let engineGraceSeconds = 10

    /// `nil` where the target's name cannot stand in a path, or its body refers to what is not known.
    static func request(for target: VerifiedTarget, secrets: SecretValues) -> EngineRequest? {
        request(target.step, target.facts, mark: target.mark, secrets: secrets)
    }

    /// `mark`: the value of `reconcile.step` on what is created.
    static func request(_ step: Step, _ facts: TargetFacts, mark: String, secrets: SecretValues) -> EngineRequest? {
        switch step {
        case .stopContainer(let id, let grace, _): stop(id, grace)
        case .removeContainer(let id): delete(EnginePath("containers", id))
        case .removeImageReference(let reference, _): deleteImage(reference)
        case .removeImage(let id): deleteImage(id)
        case .removeVolume(let name): delete(EnginePath("volumes", name))
        case .removeNetwork(let id): delete(EnginePath("networks", id))
        case .pullImage(let reference, let platform): pull(reference, platform)
        case .createNetwork(let name, let body):
            create(
                EnginePath("/networks/create"),
                CreateBody.network(body, name, mark) { facts.value(of: $0, secrets) }
            )
        case .createVolume(let name, let body):
            create(EnginePath("/volumes/create"), CreateBody.volume(body, name, mark) { facts.value(of: $0, secrets) })
        case .createContainer(let name, let reference, _, let platform, let body):
            createContainer(
                name,
                platform,
                CreateBody.container(body, reference, facts.imageID, mark) { facts.value(of: $0, secrets) }
            )
        case .startContainer: container(facts, "start")
        case .unpauseContainer: container(facts, "unpause")
        case .updateContainer(_, let body): container(facts, "update", body: body)
        case .renameContainer(_, _, let to): container(facts, "rename", query: [.init("name", to)])
        case .connectNetwork(_, _, let endpoint): connect(facts, endpoint, secrets)
        case .disconnectNetwork: network(facts, "disconnect", [:])
        case .waitContainer: nil
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
