internal import Compose
internal import Domain

extension ServiceBuilder {
    /// Whether the mount can be planned; tells why not.
    mutating func judge(_ volume: ComposeValue) -> Bool {
        let kind = volume["type"]?.text ?? ""
        guard ["bind", "tmpfs", "volume"].contains(kind) else {
            findings.refuse(
                "volumes.type",
                of: owner,
                because: "a mount of type `\(kind)` is not supported.",
                fix: "Use `bind`, `volume` or `tmpfs`.",
                at: volume["type"]?.position ?? volume.position
            )
            return false
        }
        needs(volume["volume"], "subpath", "volumes.volume.subpath", APIVersion(1, 45))
        if ["readonly", "writable"].contains(volume["bind"]?["recursive"]?.text) {
            needs(volume["bind"], "recursive", "volumes.bind.recursive", APIVersion(1, 44))
        }
        return true
    }

    private mutating func needs(_ options: ComposeValue?, _ key: String, _ path: String, _ version: APIVersion) {
        guard let entry = options?.entry(key), !entry.value.isNull else { return }
        findings.refuse(path, of: owner, needs: version, context.apiVersion, at: entry.keyPosition)
    }
}
