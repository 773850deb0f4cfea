internal import Domain

/// Decides tag by tag what may go, and image by image whether the image itself goes with its tags.
struct ImageRetention {
    private let images: [String: ObservedImage]
    private let children: [String: [String]]
    private let retention: Retention
    private let usage: Usage
    /// Safe tags by image ID; an untagged candidate has an empty set.
    private let candidates: [String: Set<Address>]

    init(host: ObservedHost, usage: Usage, retention: Retention, candidates: [String: Set<Address>]) {
        images = Dictionary(host.images.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        children = Dictionary(grouping: host.images.filter { !$0.parentID.isEmpty }, by: \.parentID)
            .mapValues { $0.map(\.id) }
        self.usage = usage
        self.retention = retention
        self.candidates = candidates
    }

    /// What holds a tag: a container that was created from it, or one that would be left without any tag.
    func holder(ofTag address: Address, of image: ObservedImage) -> String? {
        if let user = stayingUser(ofTag: address) { return user.address.description }
        guard let user = retention.staying(usage.users(ofImage: image.id)).first,
            untaggable(image).count == image.tags.count
        else { return nil }
        return "\(user.address) (last tag)"
    }

    /// What holds an untagged image: any container that stays, or an image built on it that stays.
    func holder(ofUntagged image: ObservedImage) -> String? {
        if let user = retention.staying(usage.users(ofImage: image.id)).first { return user.address.description }
        return stayingChild(of: image, seen: []).map { "image/\($0)" }
    }

    /// Whether the image itself goes once its safe tags are gone.
    func goes(_ image: ObservedImage) -> Bool { goes(image, seen: []) }

    /// The safe tags that no staying container was created from.
    private func untaggable(_ image: ObservedImage) -> Set<Address> {
        (candidates[image.id] ?? []).filter { stayingUser(ofTag: $0) == nil }
    }

    /// A container keeps the tag that it was created from although the tag may stand for a newer image by now.
    private func stayingUser(ofTag tag: Address) -> ObservedContainer? {
        retention.staying(usage.users(ofTag: tag.name)).first
    }

    private func goes(_ image: ObservedImage, seen: Set<String>) -> Bool {
        guard candidates[image.id] != nil, retention.staying(usage.users(ofImage: image.id)).isEmpty else {
            return false
        }
        guard untaggable(image).count == image.tags.count, !hasForeignDigest(image) else { return false }
        return stayingChild(of: image, seen: seen) == nil
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
