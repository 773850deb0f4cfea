import DockerEngine
import Domain

extension Observer {
    func images() async throws -> WireList<ObservedImage> {
        let list = try WireAnswer.list(try await reader.images(), of: "GET /images/json")
        return WireList(list, of: .image, identify: ImageWire.identity, map: ImageWire.listed)
    }

    /// The images, and those among them that are used with what they give a container. One that has vanished since it was
    /// listed stays as it was: a container keeps what it got.
    func described(_ images: [ObservedImage], _ used: Set<String>) async throws -> [ObservedImage] {
        let asked = images.filter { used.contains($0.id) }
        guard !asked.isEmpty else { return images }
        let found = try await Observer.inParallel(asked) { image in
            try await inspect(imageReference: image.id)?.defaults.map { (image.id, $0) }
        }
        let defaults = Dictionary(found.compactMap(\.self), uniquingKeysWith: { first, _ in first })
        return images.map { $0.with(defaults: defaults[$0.id]) }
    }
}

extension ObservedImage {
    fileprivate func with(defaults: AttributeSet?) -> ObservedImage {
        ObservedImage(id: id, tags: tags, digests: digests, parentID: parentID, labels: labels, defaults: defaults)
    }
}
