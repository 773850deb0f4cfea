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

    package func mounts(volume name: String) -> Bool { !mounts(ofVolume: name).isEmpty }

    package func writes(volume name: String) -> Bool { mounts(ofVolume: name).contains { !$0.isReadOnly } }

    private func mounts(ofVolume name: String) -> [Mount] {
        attributes.members(of: .mount).compactMap(attributes.mount).filter {
            $0.namedVolume?.hasSameBytes(as: name) ?? false
        }
    }
}

extension DesiredVolume {
    /// `nil` for an external one.
    package var driver: String? { isExternal ? nil : body["Driver"]?.string ?? "local" }
}
