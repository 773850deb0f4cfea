import Domain

/// Mounts by target. The Engine keeps each way of asking in a place of its own, and tells the result in a list apart.
extension AttributeReader {
    func readMounts(body: JSON, _ host: JSON, into set: inout AttributeSet) {
        var mounts = requested(host)
        for volume in body.map("Volumes") {
            let key = AttributeKey(.mount, volume.key.cleanPath)
            mounts[key] = mounts[key] ?? .anonymousVolume
        }
        for (key, mount) in mounts { set[key] = mount.text }
    }

    /// What is mounted stands in the list; what the list leaves out, sizes and parts of volumes, in the request. How mounts
    /// propagate is read from the request too, because the Engine sets `rslave` by itself where its own folder is within.
    func readMounts(inspect: JSON, _ host: JSON, into set: inout AttributeSet) {
        let requested = requested(host)
        for (key, mount) in requested where mount.type == "tmpfs" { set[key] = mount.text }
        for json in inspect.list("Mounts") {
            guard let type = json["Type"]?.text, let target = json["Destination"]?.text?.cleanPath else { continue }
            let key = AttributeKey(.mount, target)
            let source = json[type == "volume" ? "Name" : "Source"]?.text ?? ""
            var mount = Mount(type: type, source: type == "volume" || source.isEmpty ? source : source.cleanPath)
            mount.isReadOnly = json["RW"]?.bool == false
            mount.propagation = requested[key]?.propagation ?? ""
            mount.options = requested[key]?.options ?? []
            set[key] = mount.text
        }
    }

    private func requested(_ host: JSON) -> [AttributeKey: Mount] {
        let binds = host.texts("Binds").compactMap(Mount.bind)
        let specifications = host.list("Mounts").compactMap(Mount.specification)
        let tmpfs = host.map("Tmpfs").map { member in
            (member.key.cleanPath, Mount.tmpfs(member.value.string ?? ""))
        }
        let mounts = (binds + specifications + tmpfs).map { (AttributeKey(.mount, $0.0), $0.1) }
        return Dictionary(mounts, uniquingKeysWith: { _, later in later })
    }
}
