/// One mutating Engine call. It names its target by the pinned ID, never by a pattern.
package enum Step: Sendable, Hashable {
    /// - Parameters:
    ///   - graceSeconds: what the container asks for; `nil` leaves it to the Engine.
    ///   - removesItself: the container has `AutoRemove`: this stop is its deletion.
    case stopContainer(id: String, graceSeconds: Int?, removesItself: Bool)
    case removeContainer(id: String)
    /// Removes one tag. The last one takes the image with it; parents stay (`noprune=1`).
    case removeImageReference(reference: String, imageID: String)
    case removeImage(id: String)
    case removeVolume(name: String)
    case removeNetwork(id: String)

    /// The stable name of the call in plans and records.
    package var operation: String {
        switch self {
        case .stopContainer: "container.stop"
        case .removeContainer: "container.remove"
        case .removeImageReference: "image.untag"
        case .removeImage: "image.remove"
        case .removeVolume: "volume.remove"
        case .removeNetwork: "network.remove"
        }
    }

    /// What the call names: an ID, a volume's name or an image reference.
    package var target: String {
        switch self {
        case .stopContainer(let id, _, _), .removeContainer(let id), .removeImage(let id), .removeNetwork(let id): id
        case .removeImageReference(let reference, _): reference
        case .removeVolume(let name): name
        }
    }
}
