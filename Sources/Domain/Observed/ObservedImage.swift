/// An image with all its references. Each tag is a resource of its own; an image without tags is one, by its ID.
package struct ObservedImage: Sendable, Hashable {
    package var id: String
    /// `repo:tag`, sorted; empty for an untagged image.
    package var tags: [String]
    /// `repo@sha256:…`, sorted.
    package var digests: [String]
    /// The image that it was built on in the classic store; empty where there is none.
    package var parentID: String
    package var labels: ObservedLabels
    /// What the image gives a container that is silent; `nil` where it was not inspected.
    package var defaults: AttributeSet?
    /// `Metadata.LastTagTime`: when somebody last gave it a tag here. `nil` where the image was not inspected.
    package var lastTagged: Timestamp?

    /// When it was made and how many bytes it has, as the Engine lists it: for people, no decision rests on them.
    package var created: Timestamp?
    package var size: Int?

    package init(
        id: String,
        tags: [String],
        digests: [String],
        parentID: String,
        labels: ObservedLabels,
        defaults: AttributeSet? = nil,
        lastTagged: Timestamp? = nil,
        created: Timestamp? = nil,
        size: Int? = nil
    ) {
        self.id = id
        self.tags = tags
        self.digests = digests
        self.parentID = parentID
        self.labels = labels
        self.defaults = defaults
        self.lastTagged = lastTagged
        self.created = created
        self.size = size
    }

    package var addresses: [Address] {
        tags.isEmpty ? [Address(.image, id)] : tags.map { Address(.image, $0) }
    }
}

extension ObservedImage {
    /// Whether a reference, as people write it, stands for this image: by tag, by digest, by ID or the beginning of
    /// one.
    package func bears(_ reference: String) -> Bool {
        let wanted = ImageReference(reference)
        if let digest = wanted.digest {
            let repository = ImageReference.familiarRepository(wanted.repository)
            return digests.map { ImageReference($0) }.contains { own in
                own.digest?.hasSameBytes(as: digest) == true
                    && ImageReference.familiarRepository(own.repository).hasSameBytes(as: repository)
            }
        }
        let familiar = wanted.familiar
        return tags.contains { ImageReference($0).familiar.hasSameBytes(as: familiar) } || isMeantByID(reference)
    }

    private func isMeantByID(_ reference: String) -> Bool {
        guard ImageReference.isImageID(reference) else { return false }
        let digits = id.utf8.dropFirst("sha256:".utf8.count)
        return id.utf8.starts(with: reference.utf8) || digits.starts(with: reference.utf8)
    }
}

extension ImageReference {
    /// A reference as docker shows it, `docker.io/library/odoo` as `odoo:latest`; one with a digest keeps it, and an ID
    /// stays as it is.
    package static func shown(_ reference: String) -> String {
        if reference.utf8.starts(with: "sha256:".utf8) { return reference }
        guard let digest = ImageReference(reference).digest else { return ImageReference(reference).familiar }
        let name = String(reference.prefix { $0 != "@" })
        let parsed = ImageReference(name)
        let isTagged = parsed.repository.utf8.count < name.utf8.count
        return "\(isTagged ? parsed.familiar : familiarRepository(parsed.repository))@\(digest)"
    }
}

extension ObservedHost {
    /// Images without tag and digest that others were built on, as the classic builder leaves one for each instruction.
    /// They take no room of their own and go with their children.
    package var parentImages: Set<String> {
        let parents = Set(images.map(\.parentID))
        return Set(images.filter { $0.tags.isEmpty && $0.digests.isEmpty && parents.contains($0.id) }.map(\.id))
    }
}
