import Domain

extension Step {
    init(_ reader: JSONReader) throws(PlanFileFault) {
        let operation: StepOperation = try ObjectReader(reader)["op"].word()
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
    private static func stop(_ id: String, _ step: ObjectReader) throws(PlanFileFault) -> Step {
        .stopContainer(
            id: id,
            graceSeconds: try step["grace_seconds"].optional { (grace) throws(PlanFileFault) in
                try grace.integer(from: -1)
            },
            removesItself: try step["removes_itself"].bool()
        )
    }

    private static func create(_ name: String, _ step: ObjectReader) throws(PlanFileFault) -> Step {
        .createContainer(
            name: name,
            reference: try step["reference"].name(),
            imageID: try step["image_id"].optionalName(),
            platform: try step["platform"].optionalName(),
            body: try step["body"].body()
        )
    }

    private static func rename(_ id: String, _ step: ObjectReader) throws(PlanFileFault) -> Step {
        .renameContainer(id: id, from: try step["from"].name(), to: try step["to"].name())
    }

    private static func connect(_ container: String, _ step: ObjectReader) throws(PlanFileFault) -> Step {
        .connectNetwork(
            network: try step["network"].name(),
            container: try ContainerTarget(container, step),
            endpoint: try step["endpoint"].body()
        )
    }

    private static func disconnect(_ container: String, _ step: ObjectReader) throws(PlanFileFault) -> Step {
        .disconnectNetwork(
            network: try step["network"].name(),
            networkID: try step["network_id"].string(),
            container: container
        )
    }

    private static func wait(_ container: String, _ step: ObjectReader) throws(PlanFileFault) -> Step {
        .waitContainer(
            try ContainerTarget(container, step),
            until: try WaitCondition(step),
            seconds: try step["seconds"].integer(from: 1)
        )
    }
}

extension ContainerTarget {
    fileprivate init(_ target: String, _ step: ObjectReader) throws(PlanFileFault) {
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
    fileprivate init(_ step: ObjectReader) throws(PlanFileFault) {
        let word: WaitWord = try step["until"].word()
        let stable = try step["stable_seconds"]
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
