import DockerEngine
package import Domain

/// Who uses one object now, by the Engine's list of containers alone: quick enough to ask before each call.
extension Observer {
    /// The containers that mount a volume, or bind its folder or what lies in it.
    package func users(ofVolume name: String) async throws -> [Address] {
        guard let placed = try await placed(volume: name) else { return [] }
        let places = VolumePlaces([placed], spell: spelling(mountsHere))
        return try await listed().map { places.related($0, live: [:]) }.filter { container in
            container.mounts.contains { $0.volume?.hasSameBytes(as: name) ?? false }
        }.map(\.address)
    }

    /// The containers that a network is configured for, whether they ever ran or not.
    package func users(ofNetwork id: String, named name: String) async throws -> [Address] {
        try await listed().map(\.container).filter { container in
            container.networks.contains { attachment in
                // Before the first start only the name is told.
                attachment.networkID.hasSameBytes(as: id)
                    || attachment.networkID.isEmpty && attachment.name.hasSameBytes(as: name)
            }
        }.map(\.address)
    }

    /// One that cannot be read may use anything.
    private func listed() async throws -> [WireContainer] {
        let call = "GET /containers/json"
        let list = WireList(
            try WireAnswer.list(try await reader.containers(), of: call),
            of: .container,
            identify: ContainerWire.identity,
            map: ContainerWire.listed
        )
        guard let unread = list.incomplete.first else { return list.elements }
        throw EngineFault.malformed(call: call, reason: "\(unread.address) lacks '\(unread.field)'")
    }
}
