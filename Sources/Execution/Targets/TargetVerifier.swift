import Classification
import Domain
import Inventory

/// A target that was inspected a moment ago by its pinned ID and found as planned and not protected, or a name that is
/// free and that no rule protects. Only ``TargetVerifier`` makes one; a mutating call takes nothing else.
struct VerifiedTarget: Sendable {
    let step: Step
    /// `reconcile.step` of what the call creates.
    let mark: String
    let facts: TargetFacts

    fileprivate init(_ call: StepCall, _ facts: TargetFacts) {
        step = call.step
        mark = call.mark
        self.facts = facts
    }
}

/// What the last observation before a call found, besides that the call may be sent.
struct TargetFacts: Sendable {
    var containerID: String?
    /// By its ID where it is there; a network that is gone can be left by its name only.
    var network: String?
    /// What the reference of a container to create stands for now.
    var imageID: String?
    /// The IDs of the containers that a body refers to, by name.
    var references: [String: String] = [:]
    var compose = ComposeFacts.none
}

/// What Compose's plugin says of what is created, so that `docker compose up` recreates nothing. No plan holds it, since
/// it depends on the machine that it is asked on.
package struct ComposeFacts: Sendable {
    /// Gives the facts of a service of a project, or of a network or volume where `service` is `nil`. `ids`: those of the
    /// containers that the body refers to, by name.
    package typealias Source =
        @Sendable (_ project: String, _ service: String?, _ ids: [String: String]) async -> ComposeFacts

    package static let none = ComposeFacts(version: nil, hash: nil)

    let version: String?
    let hash: String?

    package init(version: String?, hash: String?) {
        self.version = version
        self.hash = hash
    }

    var labels: [String: String] {
        let named = ["com.docker.compose.version": version, "com.docker.compose.config-hash": hash]
        return named.compactMapValues(\.self)
    }
}

/// Why a call is not sent.
enum TargetObjection: Error, Hashable {
    /// The object is not there any more.
    case absent
    /// A rule keeps it; in one sentence.
    case forbidden(String)
    /// It is not what was pinned; in one sentence.
    case refused(String)
}

/// Inspects one object just before a call and applies the rules to the live answer.
struct TargetVerifier: Sendable {
    let observer: Observer
    let protection: DirectProtection
    let compose: ComposeFacts.Source

    init(
        observer: Observer,
        protection: DirectProtection,
        compose: @escaping ComposeFacts.Source
    ) {
        self.observer = observer
        self.protection = protection
        self.compose = compose
    }

    /// - Throws: ``TargetObjection`` where the call must not be sent; otherwise what the Engine's answers throw.
    func verify(_ call: StepCall) async throws -> VerifiedTarget { VerifiedTarget(call, try await facts(call)) }

    private func facts(_ call: StepCall) async throws -> TargetFacts {
        if call.isOfHalfMade { return try await halfMade(call.step.target, call) }
        return switch call.step {
        case .stopContainer(let id, _, _), .unpauseContainer(let id), .updateContainer(let id, _):
            try await container(id, call)
        case .removeContainer(let id): try await removal(of: id, call)
        case .renameContainer(let id, let from, let to): try await rename(id, from, to, call)
        case .startContainer(let target): try await start(target, call)
        case .connectNetwork(let network, let target, let endpoint):
            try await connection(network, target, endpoint, call)
        case .disconnectNetwork(let network, let id, let container):
            try await disconnection(network, id, container, call)
        case .removeImageReference(let reference, let id): try await image(reference, id, call)
        case .removeImage(let id): try await image(nil, id, call)
        case .removeVolume(let name): try await volume(name, call)
        case .removeNetwork(let id): try await network(id, call)
        case .pullImage, .createNetwork, .createVolume, .createContainer: try await creation(call)
        case .waitContainer: throw TargetObjection.refused("a wait is no call")
        }
    }

    /// Throws where a rule keeps the object, or where it is not what was pinned.
    func judge(_ rule: DecidingRule?, _ expected: Precondition, _ live: Precondition) throws(TargetObjection) {
        if let rule { throw .forbidden("it is protected now, by \(rule.name.rawValue) at \(rule.origin)") }
        guard let moved = PreconditionComparison.differences(expected, live).first else { return }
        throw .refused("\(moved.field) moved: planned \(moved.planned), found \(moved.observed)")
    }
}
