import Domain

/// What a container shares with the host or with another container. Another one stands as `container:NAME` in what is
/// wanted and as `container:ID` in what is.
extension AttributeReader {
    func readNamespaces(_ host: JSON, into set: inout AttributeSet) {
        let mode = host["NetworkMode"]?.text
        set[.networkMode] = mode == "default" ? "bridge" : mode
        set[.ipc] = host["IpcMode"]?.text
        set[.pid] = host["PidMode"]?.text
        set[.uts] = host["UTSMode"]?.text
        set[.userNamespace] = host["UsernsMode"]?.text
        set[.cgroupNamespace] = host["CgroupnsMode"]?.text
        set[.cgroupParent] = free(host["CgroupParent"])
        set[.volumesFrom] = TextList.ordered(host.texts("VolumesFrom").map(volumesFrom))
    }

    /// In their order, `NAME` or `NAME:ro`: where two bring the same target, the later one wins.
    private func volumesFrom(_ text: String) -> String {
        let bare = text.text(after: "container:") ?? text
        return bare.utf8.suffix(3).elementsEqual(":rw".utf8) ? String(bare.dropLast(3)) : bare
    }
}
