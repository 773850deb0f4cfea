package import Domain

extension Fixture {
    /// An image whose ID follows from its first tag, so that
    /// ``container(_:id:image:imageID:state:labels:volumes:networks:sharing:owners:autoRemove:stopTimeout:inspected:)``
    /// finds it by the same text.
    package static func image(
        _ tags: String...,
        id: String? = nil,
        digests: [String] = [],
        parent: String = "",
        labels: ObservedLabels = .none,
        defaults: AttributeSet? = .empty,
        lastTagged: Timestamp? = nil
    ) -> ObservedImage {
        ObservedImage(
            id: id ?? imageID(tags.first ?? "untagged"),
            tags: tags.sortedByBytes(),
            digests: digests.sortedByBytes(),
            parentID: parent,
            labels: labels,
            defaults: defaults,
            lastTagged: lastTagged
        )
    }

    package static func volume(
        _ name: String,
        driver: String = "local",
        options: [String] = [],
        labels: ObservedLabels = .none,
        liesIn: [String] = [],
        lastChanged: Timestamp? = nil
    ) -> ObservedVolume {
        ObservedVolume(
            name: name,
            driver: driver,
            optionNames: options.sortedByBytes(),
            labels: labels,
            configurationDigest: "hmac-sha256:\(id("configuration of volume \(name)"))",
            mountpointIdentity: nil,
            liesIn: liesIn,
            lastChanged: lastChanged
        )
    }

    package static func network(
        _ name: String,
        id: String? = nil,
        driver: String = "bridge",
        scope: String = "local",
        isIngress: Bool = false,
        labels: ObservedLabels = .none,
        configFrom: String? = nil,
        parent: String? = nil,
        bridge: String? = nil
    ) -> ObservedNetwork {
        ObservedNetwork(
            id: id ?? Fixture.id("network \(name)"),
            name: name,
            driver: driver,
            scope: scope,
            isIngress: isIngress,
            labels: labels,
            configurationDigest: "hmac-sha256:\(Fixture.id("configuration of network \(name)"))",
            configFrom: configFrom,
            parent: parent,
            bridge: bridge
        )
    }
}
