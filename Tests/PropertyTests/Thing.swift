import Domain

/// One resource as the oracle sees it: flat, with everything that might matter spelled out.
struct Thing {
    let kind: ResourceKind
    let text: String
    let id: String
    let labels: ObservedLabels
    var container: ObservedContainer?
    var image: ObservedImage?
    /// The tag of an image; `nil` for an untagged one.
    var tag: String?
    var volume: ObservedVolume?
    var network: ObservedNetwork?

    var name: String { String(text.drop { $0 != "/" }.dropFirst()) }

    static func all(of host: ObservedHost) -> [Thing] {
        var things: [Thing] = []
        for one in host.containers {
            things.append(
                Thing(
                    kind: .container,
                    text: "container/\(one.names[0])",
                    id: one.id,
                    labels: one.labels,
                    container: one
                )
            )
        }
        for one in host.images where one.tags.isEmpty {
            things.append(Thing(kind: .image, text: "image/\(one.id)", id: one.id, labels: one.labels, image: one))
        }
        for one in host.images {
            for tag in one.tags {
                things.append(
                    Thing(kind: .image, text: "image/\(tag)", id: one.id, labels: one.labels, image: one, tag: tag)
                )
            }
        }
        for one in host.volumes {
            things.append(
                Thing(kind: .volume, text: "volume/\(one.name)", id: one.name, labels: one.labels, volume: one)
            )
        }
        for one in host.networks {
            let isFirst = !host.networks.contains { $0.name == one.name && $0.id < one.id }
            let text = isFirst ? one.name : "\(one.name)@\(one.id.prefix(12))"
            things.append(Thing(kind: .network, text: "network/\(text)", id: one.id, labels: one.labels, network: one))
        }
        return things
    }
}
