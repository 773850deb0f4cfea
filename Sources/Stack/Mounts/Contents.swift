internal import Domain

/// What lies behind mounted files, as digests: a changed file is a changed wish, although no field tells of it.
extension ServiceBuilder {
    /// Larger files are data, not configuration.
    static let contentLimit = 1 << 20

    func contents(of files: [MountedFile]) -> [(target: String, digest: String)] {
        files.compactMap { file in
            guard file.isDeclared || isOfStack(file.source), let bytes = context.read(file.source) else { return nil }
            guard bytes.count <= ServiceBuilder.contentLimit else { return nil }
            return (file.target, vault.digest(bytes))
        }
    }

    /// Files of the host's own system, like `/etc/localtime`, change without any wish of the stack's.
    private func isOfStack(_ path: String) -> Bool {
        path.hasBytePrefix("\(context.workingDirectory)/")
            || !ServiceBuilder.systemFolders.contains { path.hasBytePrefix($0) }
    }

    private static let systemFolders = ["/dev/", "/etc/", "/proc/", "/run/", "/sys/", "/usr/", "/var/run/"]
}
