/// What it means that a container sees a path of the host. Paths are judged as text: what a link on the host leads to
/// is not seen here.
package enum HostFolder {
    /// The findings of a bind of this path.
    ///
    /// - Parameters:
    ///   - path: Absolute, of the host.
    ///   - isReadOnly: A socket can be used through a read-only mount too.
    ///   - project: The folder of the stack's first Compose file; `nil` where it is not known.
    /// - Returns: None for what lies in the project and is no socket.
    package static func findings(ofBind path: String, isReadOnly: Bool, project: String?) -> [FindingName] {
        let path = plain(path)
        if path.isBelowOrSame("/dev"), path.utf8.count > "/dev".utf8.count { return [.devices] }
        let isOwn = project.map { isInside(path, plain($0)) } ?? false
        let sockets: [FindingName] = mayHoldSocket(path) ? [.engineSocket] : []
        if isOwn { return sockets }
        if isReadOnly, harmless.contains(where: path.hasSameBytes) { return [.bindOutsideProject] }
        if isSystem(path) { return sockets + [.bindOfSystemFolder] }
        return sockets + [.bindOutsideProject]
    }

    /// A path under one name: `/var/run` is a link to `/run` on every Linux.
    private static func plain(_ path: String) -> String {
        let clean = path.cleanPath
        return clean.text(after: "/var/run").flatMap { $0.isEmpty || $0.isAbsolutePath ? "/run" + $0 : nil } ?? clean
    }

    /// A project that holds system folders, or lies in one that the kernel makes, does not make them its own.
    private static func isInside(_ path: String, _ project: String) -> Bool {
        let isOwn =
            !roots.contains { $0.isBelowOrSame(project) }
            && !["/proc", "/sys", "/dev"].contains { project.isBelowOrSame($0) }
        return isOwn && path.isBelowOrSame(project)
    }

    /// In a system folder, or above one.
    private static func isSystem(_ path: String) -> Bool {
        roots.contains { path.isBelowOrSame($0) || $0.isBelowOrSame(path) }
    }

    private static let roots = [
        "/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/root", "/run", "/sbin", "/sys", "/usr",
        "/var/lib/containerd", "/var/lib/containers", "/var/lib/docker", "/var/lib/kubelet", "/var/lib/reconcile",
        "/var/spool/cron",
    ]

    /// What everybody mounts to have the host's time.
    private static let harmless = ["/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo"]

    /// A socket of an engine by its usual name anywhere, or a folder in which one usually lies.
    private static func mayHoldSocket(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        return socketNames.contains(where: name.hasSameBytes) || socketFolders.contains { $0.isBelowOrSame(path) }
    }

    private static let socketNames = [
        "docker.sock", "docker-raw.sock", "podman.sock", "containerd.sock", "containerd.sock.ttrpc", "buildkitd.sock",
        "crio.sock",
    ]

    private static let socketFolders = ["/run/docker", "/run/containerd", "/run/podman", "/run/crio", "/run/buildkit"]
}

extension String {
    /// Whether this path is the folder or lies in it; both clean.
    fileprivate func isBelowOrSame(_ folder: String) -> Bool {
        guard folder != "/" else { return isAbsolutePath }
        guard let rest = text(after: folder) else { return false }
        return rest.isEmpty || rest.isAbsolutePath
    }
}
