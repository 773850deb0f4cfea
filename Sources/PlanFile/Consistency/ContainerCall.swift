import Domain

/// A step as it looks to the container that it should remove.
enum ContainerCall: Equatable {
    case stop
    case removingStop
    case removal
    /// A call on another object.
    case stray

    init(_ step: Step, on container: String) {
        switch step {
        case .stopContainer(let id, _, let removesItself) where id.hasSameBytes(as: container):
            self = removesItself ? .removingStop : .stop
        case .removeContainer(let id) where id.hasSameBytes(as: container): self = .removal
        case .stopContainer, .removeContainer, .removeImageReference, .removeImage, .removeVolume, .removeNetwork:
            self = .stray
        }
    }
}
