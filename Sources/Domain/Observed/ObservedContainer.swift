/// A container as the Engine lists it, and as it inspects it where that was asked. It keeps neither environment nor
/// command nor arbitrary labels in plain text: those may hold secrets.
package struct ObservedContainer: Sendable, Hashable {
    package struct Mount: Sendable, Hashable, Comparable {
        /// `volume`, `bind`, `tmpfs`, …
        package var type: String
        /// The volume's name. For a bind, the volume in whose mountpoint the source lies. `nil` where no volume is
        /// involved.
        package var volume: String?
        package var destination: String

        package init(type: String, volume: String?, destination: String) {
            self.type = type
            self.volume = volume
            self.destination = destination
        }

        package var isBind: Bool { type.hasSameBytes(as: "bind") }

        /// A bind of a folder that holds several volumes is listed once per volume, so the volume is part of the order.
        package static func < (lhs: Mount, rhs: Mount) -> Bool {
            if !lhs.destination.hasSameBytes(as: rhs.destination) {
                return lhs.destination.precedesInBytes(rhs.destination)
            }
            return (lhs.volume ?? "").precedesInBytes(rhs.volume ?? "")
        }
    }

    /// A network by name and by ID; the ID is empty before the first start.
    package struct Attachment: Sendable, Hashable, Comparable {
        package var name: String
        package var networkID: String

        package init(name: String, networkID: String) {
            self.name = name
            self.networkID = networkID
        }

        package static func < (lhs: Attachment, rhs: Attachment) -> Bool { lhs.name.precedesInBytes(rhs.name) }
    }

    /// What only `inspect` tells.
    package struct Detail: Sendable, Hashable {
        package var autoRemove: Bool
        /// The grace period of a stop in seconds; `nil` leaves it to the Engine.
        package var stopTimeout: Int?
        /// IDs or names of the containers whose network, pid, ipc or cgroup namespace this one shares, or that it is
        /// linked to.
        package var namespaceOwners: [String]
        /// IDs or names of the containers in `VolumesFrom`, without their access modes.
        package var volumesFrom: [String]
        /// Keyed digest of `Config`, `HostConfig`, mounts and network names and IDs: `hmac-sha256:<hex>`.
        package var configurationDigest: String
        /// Everything that a stack is compared by.
        package var attributes: AttributeSet
        /// Of the last run; 0 for one that never ended.
        package var exitCode: Int
        /// `State.Health.Status`; `nil` without a health check.
        package var health: String?

        package init(
            autoRemove: Bool,
            stopTimeout: Int?,
            namespaceOwners: [String],
            volumesFrom: [String] = [],
            configurationDigest: String,
            attributes: AttributeSet = .empty,
            exitCode: Int = 0,
            health: String? = nil
        ) {
            self.autoRemove = autoRemove
            self.stopTimeout = stopTimeout
            self.namespaceOwners = namespaceOwners
            self.volumesFrom = volumesFrom
            self.configurationDigest = configurationDigest
            self.attributes = attributes
            self.exitCode = exitCode
            self.health = health
        }

        /// The grace period that a plan gives a stop. Whoever ran the container chose the number: a negative one means
        /// "for ever", and no plan waits longer than an hour.
        package var graceSeconds: Int? { stopTimeout.map { $0 < 0 ? 3_600 : min($0, 3_600) } }
    }

    package var id: String
    /// Without the leading slash and without link aliases; the first is the container's own.
    package var names: [String]
    package var imageID: String
    /// What the container was created from, as typed: a reference or an ID.
    package var imageReference: String
    package var state: ContainerState
    package var labels: ObservedLabels
    package var mounts: [Mount]
    /// The references of mounts of type `image`, sorted.
    package var imageMounts: [String]
    /// Whether it binds a folder above the mountpoints of all volumes, as a backup does.
    package var bindsAllVolumes: Bool
    package var networks: [Attachment]
    /// `HostConfig.NetworkMode` as listed: `bridge`, `container:<ID>`, a network's name.
    package var networkMode: String
    package var detail: Detail?

    package init(
        id: String,
        names: [String],
        imageID: String,
        imageReference: String,
        state: ContainerState,
        labels: ObservedLabels,
        mounts: [Mount],
        imageMounts: [String] = [],
        bindsAllVolumes: Bool = false,
        networks: [Attachment],
        networkMode: String,
        detail: Detail?
    ) {
        self.id = id
        self.names = names
        self.imageID = imageID
        self.imageReference = imageReference
        self.state = state
        self.labels = labels
        self.mounts = mounts
        self.imageMounts = imageMounts
        self.bindsAllVolumes = bindsAllVolumes
        self.networks = networks
        self.networkMode = networkMode
        self.detail = detail
    }

    /// The name that people use; a container without one goes by its ID.
    package var name: String { names.first ?? id }

    package var address: Address { Address(.container, name) }
}

/// `State.Status` of the Engine. A container in a state that this list lacks is classified `unknown`.
package enum ContainerState: String, Sendable, CaseIterable {
    case created
    case running
    case paused
    case restarting
    case removing
    case exited
    case dead

    /// Whether a process of the container may be alive, so that a stop must come before a removal.
    package var isAlive: Bool {
        switch self {
        case .running, .paused, .restarting: true
        case .created, .removing, .exited, .dead: false
        }
    }

    /// What to do about a `dead` container: try the removal again; where that fails, some process still holds its
    /// files.
    package static func wayOn(ofDead id: String) -> String {
        let short = id.prefix(12)
        return "it is dead: an earlier removal ended half-way, and the Engine cannot start it any more; "
            + "see what holds its files with 'grep -l \(short) /proc/[0-9]*/mountinfo', then 'docker rm \(short)'"
    }
}

/// Whose network, pid, ipc or cgroup namespace a container has, as `HostConfig` spells it.
package enum NamespaceMode: Sendable, Hashable {
    /// Another container's, by its ID, the beginning of it, or its name.
    case container(String)
    /// `host`, `none`, `private`, `shareable`, or a network's name or ID.
    case other(String)

    package init(_ text: String) {
        self = text.text(after: "container:").map(NamespaceMode.container) ?? .other(text)
    }

    /// The container that owns the namespace; `nil` where none does.
    package var owner: String? {
        switch self {
        case .container(let owner): owner
        case .other: nil
        }
    }
}
