import Domain

extension Step {
    /// `op` and `target`, and what else the call needs.
    var json: JSON {
        let call: [JSON.Member] = [.init("op", .string(operation.rawValue)), .init("target", .string(target))]
        return .object(call + extras)
    }

    private var extras: [JSON.Member] {
        switch self {
        case .stopContainer(_, let graceSeconds, let removesItself):
            [.init("grace_seconds", .optional(graceSeconds)), .init("removes_itself", .bool(removesItself))]
        case .removeImageReference(_, let imageID): [.init("image_id", .string(imageID))]
        case .pullImage(_, let platform): [.init("platform", .optional(platform))]
        case .createNetwork(_, let body), .createVolume(_, let body), .updateContainer(_, let body):
            [.init("body", body)]
        case .createContainer(_, let reference, let imageID, let platform, let body):
            [
                .init("reference", .string(reference)), .init("image_id", .optional(imageID)),
                .init("platform", .optional(platform)), .init("body", body),
            ]
        case .startContainer(let container): [container.member]
        case .renameContainer(_, let from, let to): [.init("from", .string(from)), .init("to", .string(to))]
        case .connectNetwork(let network, let container, let endpoint):
            [container.member, .init("network", .string(network)), .init("endpoint", endpoint)]
        case .disconnectNetwork(let network, let networkID, _):
            [.init("network", .string(network)), .init("network_id", .string(networkID))]
        case .waitContainer(let container, let condition, let seconds):
            [container.member] + condition.members + [.init("seconds", .number(seconds))]
        case .removeContainer, .removeImage, .removeVolume, .removeNetwork, .unpauseContainer: []
        }
    }
}

extension ContainerTarget {
    /// Whether `target` is a name of this plan's own making rather than an ID.
    fileprivate var member: JSON.Member { .init("created", .bool(isCreated)) }
}

extension WaitCondition {
    fileprivate var members: [JSON.Member] {
        [.init("until", .string(word.rawValue)), .init("stable_seconds", .optional(stableSeconds))]
    }

    private var word: WaitWord {
        switch self {
        case .running: .running
        case .healthy: .healthy
        case .completed: .completed
        }
    }

    private var stableSeconds: Int? {
        switch self {
        case .running(let stableSeconds): stableSeconds
        case .healthy, .completed: nil
        }
    }
}
