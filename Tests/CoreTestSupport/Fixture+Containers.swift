package import Domain

extension Fixture {
    /// Builds a container; its image's ID follows from the text of `image` unless `imageID` says otherwise.
    ///
    /// `binds` are volumes that it reads through binds of their folders. `sharing` is what stands after `container:` in
    /// its network mode, `owners` are IDs of containers whose pid or ipc namespace it shares, and `inspected` says
    /// whether the details are known.
    package static func container(
        _ name: String,
        id: String? = nil,
        image: String = "busybox:1",
        imageID: String? = nil,
        state: ContainerState = .exited,
        labels: ObservedLabels = .none,
        volumes: [String] = [],
        binds: [String] = [],
        imageMounts: [String] = [],
        volumesFrom: [String] = [],
        networks: [ObservedContainer.Attachment] = [],
        sharing: String? = nil,
        networkMode: String = "bridge",
        owners: [String] = [],
        autoRemove: Bool = false,
        stopTimeout: Int? = nil,
        inspected: Bool = true
    ) -> ObservedContainer {
        ObservedContainer(
            id: id ?? Fixture.id("container \(name)"),
            names: [name],
            imageID: imageID ?? Fixture.imageID(image),
            imageReference: image,
            state: state,
            labels: labels,
            mounts: volumes.enumerated().map { mount($0.element, $0.offset) }
                + binds.enumerated().map { bind($0.element, $0.offset) },
            imageMounts: imageMounts.sortedByBytes(),
            networks: networks,
            networkMode: sharing.map { "container:\($0)" } ?? networkMode,
            detail: inspected ? detail(autoRemove, stopTimeout, owners, volumesFrom, of: name) : nil
        )
    }

    package static func containerID(_ name: String) -> String { id("container \(name)") }

    /// An attachment to the network that ``network(_:id:driver:scope:isIngress:labels:)`` builds under this name.
    package static func attached(_ network: String) -> ObservedContainer.Attachment {
        .init(name: network, networkID: id("network \(network)"))
    }

    /// A created container that was never started names its network without an ID.
    package static func named(_ network: String) -> ObservedContainer.Attachment {
        .init(name: network, networkID: "")
    }

    private static func mount(_ volume: String, _ index: Int) -> ObservedContainer.Mount {
        .init(type: "volume", volume: volume, destination: "/data\(index)")
    }

    private static func bind(_ volume: String, _ index: Int) -> ObservedContainer.Mount {
        .init(type: "bind", volume: volume, destination: "/bind\(index)")
    }

    private static func detail(
        _ autoRemove: Bool,
        _ stopTimeout: Int?,
        _ owners: [String],
        _ volumesFrom: [String],
        of name: String
    ) -> ObservedContainer.Detail {
        .init(
            autoRemove: autoRemove,
            stopTimeout: stopTimeout,
            namespaceOwners: owners,
            volumesFrom: volumesFrom,
            configurationDigest: "hmac-sha256:\(id("configuration \(name)"))"
        )
    }
}
