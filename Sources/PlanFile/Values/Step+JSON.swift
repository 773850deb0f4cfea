import Domain
import JSON

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

extension Step {
    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let operation: StepOperation = try ObjectReader(reader).member("op").word()
        let step = try reader.object(["op", "target"] + operation.extraKeys)
        let target = try step["target"].name()
        switch operation {
        case .stopContainer: self = try Step.stop(target, step)
        case .removeContainer: self = .removeContainer(id: target)
        case .removeImageReference:
            self = .removeImageReference(reference: target, imageID: try step["image_id"].name())
        case .removeImage: self = .removeImage(id: target)
        case .removeVolume: self = .removeVolume(name: target)
        case .removeNetwork: self = .removeNetwork(id: target)
        case .pullImage: self = .pullImage(reference: target, platform: try step["platform"].optionalName())
        case .createNetwork: self = .createNetwork(name: target, body: try step["body"].body())
        case .createVolume: self = .createVolume(name: target, body: try step["body"].body())
        case .createContainer: self = try Step.create(target, step)
        case .startContainer: self = .startContainer(try ContainerTarget(target, step))
        case .unpauseContainer: self = .unpauseContainer(id: target)
        case .updateContainer: self = .updateContainer(id: target, body: try step["body"].body())
        case .renameContainer: self = try Step.rename(target, step)
        case .connectNetwork: self = try Step.connect(target, step)
        case .disconnectNetwork: self = try Step.disconnect(target, step)
        case .waitContainer: self = try Step.wait(target, step)
        }
    }

    /// A grace of -1 is the Engine's word for waiting without end.
    private static func stop(_ id: String, _ step: ObjectReader) throws(JSONShapeFault) -> Step {
        .stopContainer(
            id: id,
            graceSeconds: try step["grace_seconds"].optional { (grace) throws(JSONShapeFault) in
                try grace.integer(from: -1)
            },
            removesItself: try step["removes_itself"].bool()
        )
    }

    private static func create(_ name: String, _ step: ObjectReader) throws(JSONShapeFault) -> Step {
        .createContainer(
            name: name,
            reference: try step["reference"].name(),
            imageID: try step["image_id"].optionalName(),
            platform: try step["platform"].optionalName(),
            body: try step["body"].body()
        )
    }

    private static func rename(_ id: String, _ step: ObjectReader) throws(JSONShapeFault) -> Step {
        .renameContainer(id: id, from: try step["from"].name(), to: try step["to"].name())
    }

    private static func connect(_ container: String, _ step: ObjectReader) throws(JSONShapeFault) -> Step {
        .connectNetwork(
            network: try step["network"].name(),
            container: try ContainerTarget(container, step),
            endpoint: try step["endpoint"].body()
        )
    }

    private static func disconnect(_ container: String, _ step: ObjectReader) throws(JSONShapeFault) -> Step {
        .disconnectNetwork(
            network: try step["network"].name(),
            networkID: try step["network_id"].string(),
            container: container
        )
    }

    private static func wait(_ container: String, _ step: ObjectReader) throws(JSONShapeFault) -> Step {
        .waitContainer(
            try ContainerTarget(container, step),
            until: try WaitCondition(step),
            seconds: try step["seconds"].integer(from: 1)
        )
    }
}

extension ContainerTarget {
    fileprivate init(_ target: String, _ step: ObjectReader) throws(JSONShapeFault) {
        self = try step["created"].bool() ? .created(name: target) : .pinned(id: target)
    }
}

/// The words of `until`.
enum WaitWord: String, CaseIterable {
    case running
    case healthy
    case completed
}

extension WaitCondition {
    /// Only a wait for running has `stable_seconds`; for the others it is null.
    fileprivate init(_ step: ObjectReader) throws(JSONShapeFault) {
        let word: WaitWord = try step["until"].word()
        let stable = step["stable_seconds"]
        switch word {
        case .running: self = .running(stableSeconds: try stable.integer())
        case .healthy: self = .healthy
        case .completed: self = .completed
        }
        guard word == .running || stable.value == .null else {
            throw .wrongType(path: stable.path, expected: "null but for running")
        }
    }
}

extension StepOperation {
    /// The keys beside `op` and `target`.
    var extraKeys: [String] {
        switch self {
        case .stopContainer: ["grace_seconds", "removes_itself"]
        case .removeImageReference: ["image_id"]
        case .pullImage: ["platform"]
        case .createNetwork, .createVolume, .updateContainer: ["body"]
        case .createContainer: ["reference", "image_id", "platform", "body"]
        case .startContainer: ["created"]
        case .renameContainer: ["from", "to"]
        case .connectNetwork: ["created", "network", "endpoint"]
        case .disconnectNetwork: ["network", "network_id"]
        case .waitContainer: ["created", "until", "stable_seconds", "seconds"]
        case .removeContainer, .removeImage, .removeVolume, .removeNetwork, .unpauseContainer: []
        }
    }
}
