/// The words of `op`, as ``Step/operation`` writes them.
enum StepOperation: String, CaseIterable {
    case stopContainer = "container.stop"
    case removeContainer = "container.remove"
    case removeImageReference = "image.untag"
    case removeImage = "image.remove"
    case removeVolume = "volume.remove"
    case removeNetwork = "network.remove"
    case pullImage = "image.pull"
    case createNetwork = "network.create"
    case createVolume = "volume.create"
    case createContainer = "container.create"
    case startContainer = "container.start"
    case unpauseContainer = "container.unpause"
    case updateContainer = "container.update"
    case renameContainer = "container.rename"
    case connectNetwork = "network.connect"
    case disconnectNetwork = "network.disconnect"
    case waitContainer = "container.wait"

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
