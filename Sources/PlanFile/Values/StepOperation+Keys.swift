import Domain

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
