import Domain

extension Step {
    /// `op` and `target`, and what else the call needs.
    var json: JSON {
        let call: [JSON.Member] = [.init("op", .string(operation)), .init("target", .string(target))]
        return .object(call + extras)
    }

    private var extras: [JSON.Member] {
        switch self {
        case .stopContainer(_, let graceSeconds, let removesItself):
            [.init("grace_seconds", .optional(graceSeconds)), .init("removes_itself", .bool(removesItself))]
        case .removeImageReference(_, let imageID): [.init("image_id", .string(imageID))]
        case .removeContainer, .removeImage, .removeVolume, .removeNetwork: []
        }
    }

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
}
