import DockerEngine
import Domain
import JSON

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
        let labels = facts.compose.labels.merging([StepMark.label: mark]) { $1 }
        return switch step {
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
                CreateBody.network(body, name, labels) { facts.value(of: $0, secrets) }
            )
        case .createVolume(let name, let body):
            create(
                EnginePath("/volumes/create"),
                CreateBody.volume(body, name, labels) { facts.value(of: $0, secrets) }
            )
        case .createContainer(let name, let reference, _, let platform, let body):
            createContainer(
                name,
                platform,
                CreateBody.container(body, reference, facts.imageID, labels) { facts.value(of: $0, secrets) }
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

    /// `noprune` of `DELETE /images/{name}`: by default the Engine deletes untagged parents too, which no plan lists.
    private static func deleteImage(_ reference: String) -> EngineRequest? {
        delete(EnginePath("images", reference), query: [.init("noprune", "1")])
    }

    private static func delete(_ path: EnginePath?, query: [EngineRequest.QueryItem] = []) -> EngineRequest? {
        path.map { EngineRequest(.delete, $0, query: query, deadline: deleteDeadline) }
    }
}

// The calls that bring a stack to its file.
extension MutatingRequest {
    private static let pullDeadline: Duration = .seconds(600)
    /// An Engine copies what an image holds into new volumes before it answers a create.
    private static let createDeadline: Duration = .seconds(120)
    private static let callDeadline: Duration = .seconds(60)

    static func pull(_ reference: String, _ platform: String?) -> EngineRequest? {
        let (name, tag) = pullParts(reference)
        let query = [EngineRequest.QueryItem("fromImage", name), .init("tag", tag)]
        return EngineRequest(
            .post,
            EnginePath("/images/create"),
            query: query + (platform.map { [.init("platform", $0)] } ?? []),
            deadline: pullDeadline
        )
    }

    /// `POST /images/create` without a tag pulls all of them. Of a reference with tag and digest the digest counts.
    private static func pullParts(_ reference: String) -> (name: String, tag: String) {
        let parts = ImageReference(reference)
        guard let at = reference.utf8.firstIndex(of: UInt8(ascii: "@")) else { return (parts.repository, parts.tag) }
        return (parts.repository, String(reference[reference.utf8.index(after: at)...]))
    }

    static func create(
        _ path: EnginePath,
        _ body: JSON?,
        query: [EngineRequest.QueryItem] = []
    ) -> EngineRequest? {
        body.map {
            EngineRequest(.post, path, query: query, body: .init($0.bytes(.compact)), deadline: createDeadline)
        }
    }

    static func createContainer(_ name: String, _ platform: String?, _ body: JSON?) -> EngineRequest? {
        let query = [EngineRequest.QueryItem("name", name)] + (platform.map { [.init("platform", $0)] } ?? [])
        return create(EnginePath("/containers/create"), body, query: query)
    }

    static func container(
        _ facts: TargetFacts,
        _ call: StaticString,
        query: [EngineRequest.QueryItem] = [],
        body: JSON? = nil
    ) -> EngineRequest? {
        facts.containerID.flatMap { EnginePath("containers", $0, call) }.map {
            let bytes = body.map { EngineRequest.Body($0.bytes(.compact)) }
            return EngineRequest(.post, $0, query: query, body: bytes, deadline: callDeadline)
        }
    }

    static func connect(_ facts: TargetFacts, _ endpoint: JSON, _ secrets: SecretValues) -> EngineRequest? {
        BodyReference.resolve(endpoint) { facts.value(of: $0, secrets) }.flatMap {
            network(facts, "connect", ["EndpointConfig": $0])
        }
    }

    /// `Force` of `POST /networks/{id}/disconnect` is never set: it would disconnect a container that still uses the
    /// network.
    static func network(_ facts: TargetFacts, _ call: StaticString, _ more: JSON) -> EngineRequest? {
        guard let container = facts.containerID, let network = facts.network else { return nil }
        return EnginePath("networks", network, call).map {
            let body = more.setting("Container", .string(container))
            return EngineRequest(.post, $0, body: .init(body.bytes(.compact)), deadline: callDeadline)
        }
    }
}

extension TargetFacts {
    func value(of reference: BodyReference, _ secrets: SecretValues) -> String? {
        switch reference {
        case .secret(let name, _, _): secrets[name]
        case .container(let name, _): references[name]
        }
    }
}
