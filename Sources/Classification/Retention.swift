import Domain

/// Keeps every deletable resource that something which stays still uses.
///
/// Which containers stay depends on which others stay (shared namespaces and volumes), so candidates are dropped until
/// nothing changes; volumes, networks and images follow from the containers that are left.
struct Retention {
    private let usage: Uses
    private(set) var leaving: Set<String>
    private(set) var holders: [String: Address] = [:]

    /// `candidates` are the IDs of containers that could be deleted if nothing used them.
    init(usage: Uses, candidates: Set<String>) {
        self.usage = usage
        leaving = candidates
        while let (id, holder) = nextHeld() {
            leaving.remove(id)
            holders[id] = holder
        }
    }

    func staying(_ users: [ObservedContainer]) -> [ObservedContainer] { users.filter { !leaving.contains($0.id) } }

    private func nextHeld() -> (id: String, holder: Address)? {
        for id in leaving.sorted() {
            if let holder = staying(usage.users(ofContainer: id)).first { return (id, holder.address) }
        }
        return nil
    }
}

/// Decides tag by tag what may go, and image by image whether the image itself goes with its tags.
struct ImageRetention {
    private let images: [String: ObservedImage]
    private let children: [String: [String]]
    private let retention: Retention
    private let usage: Uses
    /// By image ID: how many of the image's safe tags can be removed because no container that stays was created from
    /// them. 0 for an untagged image.
    private let untaggable: [String: Int]
    /// By image ID, the first that stays and uses it.
    private let stayingUsers: [String: String]

    /// `candidates`: safe tags by image ID.
    init(host: ObservedHost, usage: Uses, retention: Retention, candidates: [String: Set<Address>]) {
        images = Dictionary(firstWins: host.images.map { ($0.id, $0) })
        children = Dictionary(grouping: host.images.filter { !$0.parentID.isEmpty }, by: \.parentID)
            .mapValues { $0.map(\.id) }
        self.usage = usage
        self.retention = retention
        untaggable = candidates.mapValues { tags in
            tags.count {
                retention.staying(usage.users(ofTag: $0.name)).isEmpty
                    && Uses.lasting(usage.uses(ofTag: $0.name)).isEmpty
            }
        }
        let users = candidates.keys.compactMap { id in
            let user = retention.staying(usage.users(ofImage: id)).first?.address.description
            let lasting = Uses.lasting(usage.uses(ofObject: Address(.image, id))).first?.description
            return (user ?? lasting).map { (id, $0) }
        }
        stayingUsers = Dictionary(firstWins: users)
    }

    /// What keeps a tag: a container that was created from it, or a container that runs the image where this is its
    /// last tag.
    ///
    /// A container keeps the tag that it was created from even when the tag stands for a newer image by now.
    func holder(ofTag address: Address, of image: ObservedImage) -> String? {
        if let user = retention.staying(usage.users(ofTag: address.name)).first { return user.address.description }
        if let user = Uses.lasting(usage.uses(ofTag: address.name)).first { return user.description }
        guard let user = stayingUsers[image.id], untaggable[image.id] == image.tags.count else { return nil }
        return "\(user) (last tag)"
    }

    /// What holds an untagged image: any container that stays, or an image built on it that stays.
    func holder(ofUntagged image: ObservedImage) -> String? {
        stayingUsers[image.id] ?? stayingChild(of: image, seen: []).map { "image/\($0)" }
    }

    /// Whether the image itself goes once its safe tags are gone.
    func goes(_ image: ObservedImage) -> Bool { goes(image, seen: []) }

    private func goes(_ image: ObservedImage, seen: Set<String>) -> Bool {
        guard untaggable[image.id] == image.tags.count, stayingUsers[image.id] == nil else { return false }
        return !hasForeignDigest(image) && stayingChild(of: image, seen: seen) == nil
    }

    private func stayingChild(of image: ObservedImage, seen: Set<String>) -> String? {
        guard !seen.contains(image.id) else { return image.id }
        return children[image.id]?.sorted().first { id in
            images[id].map { !goes($0, seen: seen.union([image.id])) } ?? true
        }
    }

    /// Whether a `repository@sha256:…` reference stays: the Engine removes such a digest only with the last tag of the
    /// same repository, and keeps the image while one is left.
    private func hasForeignDigest(_ image: ObservedImage) -> Bool {
        let repositories = Set(image.tags.map { ImageReference($0).repository })
        return image.digests.contains { !repositories.contains(ImageReference($0).repository) }
    }
}

/// Which networks go. A network that takes its configuration from another (`ConfigFrom`) or lies on its bridge goes
/// before that one, or both stay.
struct NetworkRetention {
    private let uses: Uses
    private let retention: Retention
    private var leaving: [Address: Address]

    /// `candidates`: addresses of networks that could be deleted if nothing used them, by their IDs.
    init(_ uses: Uses, _ retention: Retention, candidates: [Address: Address]) {
        self.uses = uses
        self.retention = retention
        leaving = candidates
        while let id = leaving.keys.sorted().first(where: { holder(of: $0) != nil }) { leaving[id] = nil }
    }

    /// The first that stays and uses the network with this ID.
    func holder(of id: Address) -> String? {
        let all = uses.uses(ofObject: id)
        let gone = Set(leaving.values.map { Use.User.object($0) })
        return retention.staying(uses.containers(all)).first?.address.description
            ?? Uses.lasting(all).first { !gone.contains($0) }?.description
    }
}
