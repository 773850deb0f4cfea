package import DockerEngine
package import Domain

/// Observes an Engine and reports what is there. It reads only; it decides nothing.
package struct Observer: Sendable {
    let reader: EngineReader
    let digestKey: DigestKey
    let own: OwnContainerHint
    let patience: Patience

    /// - Parameters:
    ///   - reader: The Engine.
    ///   - digestKey: What digests are made with.
    ///   - own: What this process knows of the container that it runs in.
    ///   - patience: Who is told when an answer is long in coming.
    package init(
        reader: EngineReader,
        digestKey: DigestKey,
        own: OwnContainerHint = .none,
        patience: Patience = .silent
    ) {
        self.reader = reader
        self.digestKey = digestKey
        self.own = own
        self.patience = patience
    }

    /// Observes the whole host, all lists at once.
    ///
    /// - Parameters:
    ///   - now: What the observation bears as its time.
    ///   - inspection: Which containers are inspected too, 16 at a time.
    ///   - references: The images that containers use, and those that these references name, are inspected too, for what
    ///     they give containers; `nil` inspects none.
    /// - Returns: Everything that the Engine lists.
    /// - Throws: `EngineFault` when any read fails: there is no observation of half a host. A single resource that
    ///   lacks a mandatory field is no failure; it stands among the incomplete ones.
    package func observe(
        at now: Timestamp,
        inspecting inspection: Inspection,
        describing references: Set<String>? = nil
    ) async throws -> ObservedHost {
        async let about = about()
        async let containers = containers(inspecting: inspection)
        async let images = images()
        async let volumes = volumes()
        async let networks = networks()
        let incomplete = try await containers.incomplete + images.incomplete + volumes.incomplete + networks.incomplete
        let asked = NamedImages(references ?? []).ids(among: try await images.elements)
        let used = Set(references == nil ? [] : try await containers.elements.map(\.container.imageID))
        let files = mountsHere
        let places = VolumePlaces(try await volumes.elements, spell: spelling(files))
        let related = try await containers.elements.map { places.related($0, live: $0.sources(files)) }
        return ObservedHost(
            engine: try await about.identity,
            observedAt: now,
            containers: related,
            images: try await described(try await images.elements, asked.union(used)),
            volumes: try await volumes.elements.map(places.related),
            networks: try await networks.elements,
            incomplete: incomplete.sorted { ($0.address, $0.id, $0.field) < ($1.address, $1.id, $1.field) },
            swarm: try await swarm(try await about.swarm),
            unseenVolumes: try await volumes.unseen,
            ownContainerID: own.container(among: related.map(\.id))
        )
    }

    /// What this machine has mounted, where the Engine is on it.
    var mountsHere: HostMounts {
        reader.endpoint.isLocal ? HostMounts(table: KernelFile.read("/proc/self/mountinfo")) : .none
    }

    /// All paths that lead to one place: the path as given and, where the host's files can be read, the path with links
    /// resolved and those under other mounts of the same file system.
    func spelling(_ mounts: HostMounts) -> @Sendable (String) -> [HostPath] {
        guard reader.endpoint.isLocal else { return { [HostPath($0)] } }
        let files = HostPath.Files.live()
        return { path in
            let plain = HostPath(path)
            let resolved = plain.resolved(files)
            let aliases = mounts.aliases(of: resolved)
            return [plain, resolved] + aliases.filter { $0 != plain && $0 != resolved }
        }
    }

    /// Which Engine answers.
    ///
    /// - Throws: `EngineFault` where the Engine gives no usable answer to `GET /info`.
    package func identity() async throws -> EngineIdentity { try await about().identity }

    private func about() async throws -> EngineAbout {
        let call = "GET /info"
        let info = try WireAnswer.object(try await reader.info(), of: call)
        return try WireAnswer.reading(call) { () throws(FieldFault) in try EngineAbout(info) }
    }

    private func volumes() async throws -> VolumeList {
        let bytes = try await patience.waiting(for: "the Engine's list of volumes (GET /volumes)") {
            try await reader.volumes()
        }
        let answer = try WireAnswer.volumes(bytes, of: "GET /volumes")
        let list = WireList(answer.list, of: .volume, identify: VolumeWire.identity, map: volumeWire.placed)
        return VolumeList(elements: list.elements, incomplete: list.incomplete, unseen: answer.unseen)
    }

    private func networks() async throws -> WireList<ObservedNetwork> {
        let list = try WireAnswer.list(try await reader.networks(), of: "GET /networks")
        return WireList(list, of: .network, identify: NetworkWire.identity, map: networkWire.network)
    }

    var volumeWire: VolumeWire {
        let isLocal = reader.endpoint.isLocal
        return VolumeWire(digestKey: digestKey) { isLocal ? MountpointFacts.ofFile(at: $0) : nil }
    }

    var imageWire: ImageWire { ImageWire(digestKey: digestKey) }

    var networkWire: NetworkWire { NetworkWire(digestKey: digestKey) }
}

extension WireContainer {
    /// The host paths that are mounted at the destinations of its binds, as far as `/proc` lets them be read.
    fileprivate func sources(_ mounts: HostMounts) -> [String: [String]] {
        guard let process, !binds.isEmpty else { return [:] }
        return mounts.sources(of: binds.map(\.destination), in: KernelFile.read("/proc/\(process)/mountinfo"))
    }
}

/// What `/info` tells: which Engine it is, and its part in a swarm.
struct EngineAbout: Sendable {
    enum Swarm: Sendable, Equatable {
        case inactive
        case manager
        /// Part of a swarm, or on its way in or out, and not able to tell of services.
        case other
    }

    let identity: EngineIdentity
    let swarm: Swarm

    init(_ info: WireObject) throws(FieldFault) {
        identity = EngineIdentity(id: try info.required("ID"), name: try info.required("Name"))
        guard info.json["Swarm"] != nil else {
            swarm = .inactive
            return
        }
        let part = try info.object("Swarm")
        let state = try part.string("LocalNodeState")
        let isActive = state.hasSameBytes(as: "active")
        let isInactive = state.isEmpty || state.hasSameBytes(as: "inactive")
        let tellsServices = try part.flag("ControlAvailable") && isActive
        swarm = isInactive ? .inactive : tellsServices ? .manager : .other
    }
}

/// The volumes that the Engine lists, and which it could not.
struct VolumeList: Sendable {
    let elements: [PlacedVolume]
    let incomplete: [ObservedHost.IncompleteResource]
    let unseen: UnseenVolumes
}

/// Says what is waited for when an answer is long in coming.
package struct Patience: Sendable {
    private let after: Duration
    private let pause: @Sendable (Duration) async throws -> Void
    private let tell: @Sendable (_ what: String) -> Void

    package static let silent = Patience(after: .zero, pause: { _ in throw CancellationError() }, tell: { _ in })

    /// `pause`: sleeps, and throws when it is cancelled.
    package init(
        after: Duration = .seconds(5),
        pause: @escaping @Sendable (Duration) async throws -> Void,
        tell: @escaping @Sendable (_ what: String) -> Void
    ) {
        self.after = after
        self.pause = pause
        self.tell = tell
    }

    func waiting<Value: Sendable>(
        for what: String,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let clock = Task {
            try await pause(after)
            tell(what)
        }
        defer { clock.cancel() }
        return try await work()
    }
}
