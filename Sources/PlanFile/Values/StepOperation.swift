/// The words of `op`, as ``Step/operation`` writes them.
enum StepOperation: String, CaseIterable {
    case stopContainer = "container.stop"
    case removeContainer = "container.remove"
    case removeImageReference = "image.untag"
    case removeImage = "image.remove"
    case removeVolume = "volume.remove"
    case removeNetwork = "network.remove"

    var extraKeys: [String] {
        switch self {
        case .stopContainer: ["grace_seconds", "removes_itself"]
        case .removeImageReference: ["image_id"]
        case .removeContainer, .removeImage, .removeVolume, .removeNetwork: []
        }
    }
}
