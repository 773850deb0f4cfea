internal import Classification
internal import Domain

/// One fresh look at a host, ready to be asked what a planned target is now.
struct LiveState {
    let classified: ClassifiedHost
    private let usage: Usage
    private let byID: [String: [ClassifiedResource]]

    init(_ classified: ClassifiedHost) {
        self.classified = classified
        usage = Usage(classified.host)
        byID = Dictionary(grouping: classified.resources, by: \.id)
    }

    /// The verdict on the object that an action pinned: by ID, and for a tag by its name too.
    func verdict(on action: Action) -> ClassifiedResource? {
        let candidates = byID[action.precondition.objectID]?.filter { $0.address.kind == action.address.kind } ?? []
        return action.address.kind == .image ? candidates.first { $0.address == action.address } : candidates.first
    }

    /// What the action's precondition would be if it were planned now; `nil` where the object is gone.
    func precondition(of action: Action) -> Precondition? {
        let host = classified.host
        switch action.precondition {
        case .container(let planned): return host.containers.first { $0.id == planned.id }.flatMap(precondition)
        case .image(let planned): return host.images.first { $0.id == planned.id }.map { precondition($0, action) }
        case .volume(let planned):
            return host.volumes.first { $0.name.hasSameBytes(as: planned.name) }.map {
                .volume(VolumePrecondition($0, users: usage.users(ofVolume: $0.name)))
            }
        case .network(let planned):
            return host.networks.first { $0.id == planned.id }.map {
                .network(NetworkPrecondition($0, users: usage.users(ofNetwork: $0.id)))
            }
        }
    }

    private func precondition(_ container: ObservedContainer) -> Precondition? {
        container.detail.map {
            .container(ContainerPrecondition(container, $0, users: usage.sharers(ofContainer: container.id)))
        }
    }

    private func precondition(_ image: ObservedImage, _ action: Action) -> Precondition {
        let users = usage.users(of: image, losing: action.address.name, withImage: action.kind == .delete)
        let children = classified.host.images.filter { $0.parentID == image.id }
        return .image(ImagePrecondition(image, children: children, users: users))
    }
}
