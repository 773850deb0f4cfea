/// The stable name of a step's call in plans and records.
package enum StepOperation: String, CaseIterable, Sendable {
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
}

extension Step {
    package var operation: StepOperation {
        switch self {
        case .stopContainer: .stopContainer
        case .removeContainer: .removeContainer
        case .removeImageReference: .removeImageReference
        case .removeImage: .removeImage
        case .removeVolume: .removeVolume
        case .removeNetwork: .removeNetwork
        case .pullImage: .pullImage
        case .createNetwork: .createNetwork
        case .createVolume: .createVolume
        case .createContainer: .createContainer
        case .startContainer: .startContainer
        case .unpauseContainer: .unpauseContainer
        case .updateContainer: .updateContainer
        case .renameContainer: .renameContainer
        case .connectNetwork: .connectNetwork
        case .disconnectNetwork: .disconnectNetwork
        case .waitContainer: .waitContainer
        }
    }
}
