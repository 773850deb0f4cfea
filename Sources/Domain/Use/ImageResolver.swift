/// Finds the images that a reference stands for now: by tag, by digest, or by an ID or its beginning.
struct ImageResolver {
    private let images: [ObservedImage]
    private let byTag: [String: [Int]]

    init(_ images: [ObservedImage]) {
        self.images = images
        byTag = images.enumerated().reduce(into: [:]) { found, entry in
            for tag in entry.element.tags { found[ImageReference(tag).familiar, default: []].append(entry.offset) }
        }
    }

    func ids(of reference: String) -> [String] {
        let read = ImageReference(reference)
        let tagged = read.digest == nil ? (byTag[read.familiar] ?? []).map { images[$0].id } : []
        // Whatever is no plain tag is rare, and looked for one by one.
        guard tagged.isEmpty, !read.isPlainTag else { return tagged }
        return images.filter { $0.bears(reference) }.map(\.id)
    }
}
