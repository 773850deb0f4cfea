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
    /// `Metadata.LastTagTime`: when somebody last gave it a tag here. `nil` where it was not asked for.
    package var lastTagged: Timestamp?

    package init(
        id: String,
        tags: [String],
        digests: [String],
        parentID: String,
        labels: ObservedLabels,
        defaults: AttributeSet? = nil,
        lastTagged: Timestamp? = nil
    ) {
        self.id = id
        self.tags = tags
        self.digests = digests
        self.parentID = parentID
        self.labels = labels
        self.defaults = defaults
        self.lastTagged = lastTagged
    }

    package var addresses: [Address] {
        tags.isEmpty ? [Address(.image, id)] : tags.map { Address(.image, $0) }
    }
}
