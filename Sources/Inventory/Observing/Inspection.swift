import Domain

/// Which containers an observation inspects, beside listing them.
package enum Inspection: Sendable, Hashable {
    case none
    case all
    /// The containers with these full IDs.
    case containers(Set<String>)

    /// A container whose tag has moved to another image is listed by the image's ID; what it was created from, only
    /// inspect tells, so those are always inspected.
    func covers(_ container: ObservedContainer) -> Bool {
        switch self {
        case .none: ImageReference.isImageID(container.imageReference)
        case .all: true
        case .containers(let ids):
            ids.contains(container.id) || ImageReference.isImageID(container.imageReference)
        }
    }
}
