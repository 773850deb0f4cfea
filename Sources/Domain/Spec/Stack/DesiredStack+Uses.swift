/// What the containers of a stack use of it.
extension DesiredStack {
    package func isUsed(_ network: DesiredNetwork) -> Bool { containers.contains { $0.uses(network: network.name) } }

    package func isUsed(_ volume: DesiredVolume) -> Bool { containers.contains { $0.mounts(volume: volume.name) } }
}

extension DesiredContainer {
    package func uses(network name: String) -> Bool {
        connections.contains { $0.network.hasSameBytes(as: name) }
            || attributes[.networkMode]?.hasSameBytes(as: name) == true
    }

    package func mounts(volume name: String) -> Bool {
        attributes.members(of: .mount).contains { target in
            attributes.mount(at: target)?.namedVolume?.hasSameBytes(as: name) ?? false
        }
    }
}

extension DesiredVolume {
    /// `nil` for an external one.
    package var driver: String? { isExternal ? nil : body["Driver"]?.string ?? "local" }
}
