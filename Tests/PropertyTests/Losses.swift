import Domain

/// What was lost between two observations of a host, by address: removed, stopped or untagged.
enum Losses {
    static func between(_ before: ObservedHost, _ after: ObservedHost) -> Set<String> {
        let states = Dictionary(uniqueKeysWithValues: after.containers.map { ($0.id, $0.state) })
        let touched = before.containers.filter { states[$0.id] != $0.state }.map { "container/\($0.name)" }
        let volumes = Set(after.volumes.map(\.name))
        let networks = Set(after.networks.map(\.id))
        let lost =
            before.volumes.filter { !volumes.contains($0.name) }.map { "volume/\($0.name)" }
            + before.networks.filter { !networks.contains($0.id) }.map { "\(before.address(of: $0))" }
        return Set(touched + lost + images(before, after))
    }

    private static func images(_ before: ObservedHost, _ after: ObservedHost) -> [String] {
        let left = Dictionary(uniqueKeysWithValues: after.images.map { ($0.id, $0.tags) })
        return before.images.flatMap { image -> [String] in
            guard let tags = left[image.id] else { return image.addresses.map(\.description) }
            return image.tags.filter { !tags.contains($0) }.map { "image/\($0)" }
        }
    }
}
