import Classification
import Domain

/// One fresh observation of a host, indexed for questions about the targets of a plan.
struct LiveState {
    let classified: ClassifiedHost
    private let usage: Uses
    private let byID: [String: [ClassifiedResource]]
    /// Where each object stands in its list of the host. Volumes go by their names.
    private let positions: [Address: Int]
    private let children: [String: [ObservedImage]]

    init(_ classified: ClassifiedHost) {
        self.classified = classified
        let host = classified.host
        usage = Uses(host)
        byID = Dictionary(grouping: classified.resources, by: \.id)
        positions = Dictionary(
            firstWins: host.containers.enumerated().map { (Address(.container, $1.id), $0) }
                + host.images.enumerated().map { (Address(.image, $1.id), $0) }
                + host.volumes.enumerated().map { ($1.address, $0) }
                + host.networks.enumerated().map { (Address(.network, $1.id), $0) }
        )
        children = Dictionary(grouping: host.images, by: \.parentID)
    }

    /// The verdict on the object that an action pinned: by ID, and for a tag by its name too. Where the action pinned
    /// nothing, the verdict on whatever bears its address now.
    func verdict(on action: Action) -> ClassifiedResource? {
        switch action.precondition {
        case .absent(let address): return bearer(of: address)
        case .container, .image, .volume, .network: break
        }
        let candidates = byID[action.precondition.objectID]?.filter { $0.address.kind == action.address.kind } ?? []
        return action.address.kind == .image ? candidates.first { $0.address == action.address } : candidates.first
    }

    func verdict(onContainer id: String) -> ClassifiedResource? {
        byID[id]?.first { $0.address.kind == .container }
    }

    /// The IDs of all containers that are expected.
    var expectedContainers: Set<String> {
        Set(classified.resources.filter { $0.address.kind == .container && $0.class == .expected }.map(\.id))
    }

    /// What stands where a plan expects nothing. References are compared as docker shows them.
    func bearer(of address: Address) -> ClassifiedResource? {
        classified.resources.first { resource in
            guard resource.address.kind == address.kind else { return false }
            switch address.kind {
            case .container, .volume: return resource.address == address
            case .network: return bears(network: resource, address.name)
            case .image: return bears(image: resource, address.name)
            }
        }
    }

    /// The second network of a name has an address of its own.
    private func bears(network: ClassifiedResource, _ name: String) -> Bool {
        classified.host.networks.contains { $0.id == network.id && $0.name.hasSameBytes(as: name) }
    }

    private func bears(image: ClassifiedResource, _ reference: String) -> Bool {
        classified.host.images.contains { $0.id == image.id && $0.bears(reference) }
    }

    /// The image that a reference, or an ID, stands for now.
    func imageID(of reference: String) -> String? {
        classified.host.images.first { $0.bears(reference) }?.id
    }

    /// The precondition that the action would have if it were planned now; `nil` where the object is gone, or where
    /// something has taken the place that was free.
    func precondition(of action: Action) -> Precondition? {
        let host = classified.host
        let position = positions[Address(action.precondition.kind, action.precondition.objectID)]
        switch action.precondition {
        case .container: return position.map { host.containers[$0] }.flatMap(precondition)
        case .image: return position.map { precondition(host.images[$0], action) }
        case .volume:
            return position.map { host.volumes[$0] }.map {
                .volume(VolumePrecondition($0, users: usage.users(ofVolume: $0.name)))
            }
        case .network:
            return position.map { host.networks[$0] }.map {
                .network(NetworkPrecondition($0, users: usage.users(ofNetwork: $0.id)))
            }
        case .absent(let address): return bearer(of: address) == nil ? action.precondition : nil
        }
    }

    private func precondition(_ container: ObservedContainer) -> Precondition? {
        container.detail.map {
            .container(ContainerPrecondition(container, $0, users: usage.users(ofContainer: container.id)))
        }
    }

    private func precondition(_ image: ObservedImage, _ action: Action) -> Precondition {
        let users = usage.users(of: image, losing: action.address.name, withImage: action.kind == .delete)
        return .image(ImagePrecondition(image, children: children[image.id] ?? [], users: users))
    }
}
