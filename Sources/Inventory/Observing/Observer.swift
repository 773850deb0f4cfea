package import DockerEngine
package import Domain

/// Looks at an Engine and says what is there. It reads only; it decides nothing.
package struct Observer: Sendable {
    let reader: EngineReader
    let digestKey: DigestKey

    package init(reader: EngineReader, digestKey: DigestKey) {
        self.reader = reader
        self.digestKey = digestKey
    }

    /// Observes the whole host, all lists at once.
    ///
    /// - Parameters:
    ///   - now: What the observation bears as its time.
    ///   - inspection: Which containers are inspected too, 16 at a time.
    ///   - describingImages: Whether the images that containers use are inspected too, for what they give them.
    /// - Returns: Everything that the Engine lists.
    /// - Throws: `EngineFault` when any read fails: there is no observation of half a host. A single resource that lacks a
    ///   mandatory field is no failure; it stands among the incomplete ones.
    package func observe(
        at now: Timestamp,
        inspecting inspection: Inspection,
        describingImages: Bool = false
    ) async throws -> ObservedHost {
        async let identity = identity()
        async let containers = containers(inspecting: inspection)
        async let images = images()
        async let volumes = volumes()
        async let networks = networks()
        let incomplete = try await containers.incomplete + images.incomplete + volumes.incomplete + networks.incomplete
        let used = describingImages ? Set(try await containers.elements.map(\.imageID)) : []
        return ObservedHost(
            engine: try await identity,
            observedAt: now,
            containers: try await containers.elements,
            images: try await described(try await images.elements, used),
            volumes: try await volumes.elements,
            networks: try await networks.elements,
            incomplete: incomplete.sorted { ($0.address, $0.id, $0.field) < ($1.address, $1.id, $1.field) }
        )
    }

    /// Which Engine answers.
    package func identity() async throws -> EngineIdentity {
        let call = "GET /info"
        let info = try WireAnswer.object(try await reader.info(), of: call)
        return try WireAnswer.reading(call) { () throws(FieldFault) in
            EngineIdentity(id: try info.required("ID"), name: try info.required("Name"))
        }
    }

    private func volumes() async throws -> WireList<ObservedVolume> {
        let list = try WireAnswer.volumes(try await reader.volumes(), of: "GET /volumes")
        return WireList(list, of: .volume, identify: VolumeWire.identity, map: volumeWire.volume)
    }

    private func networks() async throws -> WireList<ObservedNetwork> {
        let list = try WireAnswer.list(try await reader.networks(), of: "GET /networks")
        return WireList(list, of: .network, identify: NetworkWire.identity, map: networkWire.network)
    }

    var volumeWire: VolumeWire {
        let isLocal = reader.endpoint.isLocal
        return VolumeWire(digestKey: digestKey) { isLocal ? MountpointIdentity.ofFile(at: $0) : nil }
    }

    var imageWire: ImageWire { ImageWire(digestKey: digestKey) }

    var networkWire: NetworkWire { NetworkWire(digestKey: digestKey) }
}
