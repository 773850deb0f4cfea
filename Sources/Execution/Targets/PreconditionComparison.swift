import Domain

/// Names every pinned fact that is no longer so. A container that ran at planning and has exited since is fine.
enum PreconditionComparison {
    struct Difference: Hashable {
        let field: String
        let planned: String
        let observed: String
    }

    static func differences(_ planned: Precondition, _ live: Precondition) -> [Difference] {
        switch (planned, live) {
        case (.container(let planned), .container(let live)): differences(planned, live)
        case (.image(let planned), .image(let live)): differences(planned, live)
        case (.volume(let planned), .volume(let live)): differences(planned, live)
        case (.network(let planned), .network(let live)): differences(planned, live)
        case (.absent(let planned), .absent(let live)) where planned == live: []
        case (.container, _), (.image, _), (.volume, _), (.network, _), (.absent, _):
            [Difference(field: "kind", planned: planned.objectID, observed: live.objectID)]
        }
    }

    private static func differences(_ planned: ContainerPrecondition, _ live: ContainerPrecondition) -> [Difference] {
        let state =
            !planned.isAlive && live.isAlive
            ? [Difference(field: "state", planned: "stopped", observed: "running")] : []
        return compare("names", planned.names, live.names)
            + compare("image_id", [planned.imageID], [live.imageID])
            + compare("image", [planned.imageReference], [live.imageReference])
            + state
            + compare("networks", planned.networks.map(\.text), live.networks.map(\.text))
            + compare("mounts", texts(planned.mounts), texts(live.mounts))
            + compare("users", planned.users, live.users)
            + digest(planned.configurationDigest, live.configurationDigest, of: "its limits or its restart policy")
    }

    private static func differences(_ planned: ImagePrecondition, _ live: ImagePrecondition) -> [Difference] {
        compare("tags", planned.tags, live.tags)
            + compare("digests", planned.digests, live.digests)
            + compare("children", planned.children, live.children)
            + compare("users", planned.users, live.users)
    }

    private static func differences(_ planned: VolumePrecondition, _ live: VolumePrecondition) -> [Difference] {
        compare("driver", [planned.driver], [live.driver])
            + digest(planned.configurationDigest, live.configurationDigest, of: "its options or labels")
            + identity(planned.mountpointIdentity, live.mountpointIdentity)
            + compare("users", planned.users, live.users)
    }

    private static func differences(_ planned: NetworkPrecondition, _ live: NetworkPrecondition) -> [Difference] {
        compare("name", [planned.name], [live.name])
            + compare("driver", [planned.driver], [live.driver])
            + digest(planned.configurationDigest, live.configurationDigest, of: "its options, addresses or labels")
            + compare("users", planned.users, live.users)
    }

    /// The inspect of one container does not show which volumes a bind reads; the observation of the whole host judges
    /// that.
    private static func texts(_ mounts: [ObservedContainer.Mount]) -> [String] {
        mounts.map(\.text).reduce(into: []) { texts, text in
            if texts.last?.hasSameBytes(as: text) != true { texts.append(text) }
        }
    }

    /// What pins nothing by the mountpoint was planned from where the host's files cannot be read, and is applied only
    /// from such a place; one that pins it must be applied from where it can be read.
    private static func identity(_ planned: String?, _ live: String?) -> [Difference] {
        compare("mountpoint", [planned ?? "not pinned"], [live ?? (planned == nil ? "not pinned" : "unreadable")])
    }

    /// The difference of two configuration digests. Values may be secret, so only the change itself is reported, with
    /// the parts that it may lie in.
    private static func digest(_ planned: String, _ live: String, of parts: String) -> [Difference] {
        planned == live ? [] : [Difference(field: configuration, planned: "(pinned)", observed: "(changed: \(parts))")]
    }

    static let configuration = "configuration"

    /// What differs and keeps no call from being sent, so that ``differences(_:_:)`` leaves it out.
    static func harmless(_ planned: Precondition, _ live: Precondition) -> [Difference] {
        guard case .container(let planned) = planned, case .container(let live) = live else {
            return compare("object", [planned.objectID], [live.objectID])
        }
        return compare("id", [planned.id], [live.id])
            + compare("state", [state(planned)], [state(live)])
            + compare("networks", planned.networks.map(\.longText), live.networks.map(\.longText))
    }

    private static func state(_ container: ContainerPrecondition) -> String {
        container.isAlive ? "running" : "stopped"
    }

    private static func compare(_ field: String, _ planned: [String], _ live: [String]) -> [Difference] {
        guard !planned.elementsEqual(live, by: { $0.hasSameBytes(as: $1) }) else { return [] }
        return [Difference(field: field, planned: text(planned), observed: text(live))]
    }

    private static func text(_ values: [String]) -> String { values.isEmpty ? "none" : values.joined(separator: ", ") }
}

extension ObservedContainer.Attachment {
    /// An ID is empty before the first start, so the name is what is compared.
    fileprivate var text: String { name }

    fileprivate var longText: String { networkID.isEmpty ? name : "\(name) (\(networkID.prefix(12)))" }
}

extension ObservedContainer.Mount {
    fileprivate var text: String { "\(type) \((isBind ? nil : volume) ?? "-") at \(destination)" }
}
