import DockerEngine
package import Domain

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
            try await inspect(imageReference: image.id)
        }
        let described = Dictionary(
            found.compactMap(\.self).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return images.map { listed in
            var image = listed
            image.defaults = described[listed.id]?.defaults
            image.lastTagged = described[listed.id]?.lastTagged
            return image
        }
    }

    /// The same look with when images got their last tag: only inspects tell it, so they are few.
    package func adding(tagTimesOf ids: Set<String>, to host: ObservedHost) async throws -> ObservedHost {
        let asked = host.images.filter { ids.contains($0.id) && $0.lastTagged == nil }
        guard !asked.isEmpty else { return host }
        let found = try await Observer.inParallel(asked) { image in
            try await inspect(imageReference: image.id).map { (image.id, $0.lastTagged) }
        }
        let times = Dictionary(found.compactMap(\.self), uniquingKeysWith: { first, _ in first })
        var host = host
        for index in host.images.indices {
            if let time = times[host.images[index].id] { host.images[index].lastTagged = time }
        }
        return host
    }
}
