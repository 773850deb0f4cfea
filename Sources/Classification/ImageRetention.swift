internal import Domain

/// Decides tag by tag what may go, and image by image whether the image itself goes with its tags.
struct ImageRetention {
    private let images: [String: ObservedImage]
    private let children: [String: [String]]
    private let retention: Retention
    private let usage: Uses
    /// How many of an image's tags no staying container was created from, of the safe ones; by image ID. An untagged
    /// candidate has none.
    private let untaggable: [String: Int]
    /// By image ID, the first that stays and uses it.
    private let stayingUsers: [String: String]

    /// `candidates`: safe tags by image ID.
    init(host: ObservedHost, usage: Uses, retention: Retention, candidates: [String: Set<Address>]) {
        images = Dictionary(host.images.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
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
        stayingUsers = Dictionary(users, uniquingKeysWith: { first, _ in first })
    }

    /// What holds a tag: a container that was created from it, or one that would be left without any tag.
    ///
    /// A container keeps the tag that it was created from although the tag may stand for a newer image by now.
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

    /// The Engine keeps an image while a digest of a repository without a removed tag refers to it.
    private func hasForeignDigest(_ image: ObservedImage) -> Bool {
        let repositories = Set(image.tags.map { ImageReference($0).repository })
        return image.digests.contains { !repositories.contains(ImageReference($0).repository) }
    }
}
