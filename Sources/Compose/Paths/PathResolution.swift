import Domain

/// Relative paths to absolute ones, for every key that names a file of the host. Long forms only; what is absolute
/// stays as it is written. Symbolic links are not followed.
struct PathResolution {
    private let directory: String
    private let home: String?

    /// `home` is what `~` stands for; `nil` leaves it.
    static func apply(_ tree: ComposeValue, directory: String, home: String?) -> ComposeValue {
        PathResolution(directory: directory, home: home).document(tree)
    }

    private func document(_ tree: ComposeValue) -> ComposeValue {
        tree.updating("services") { services in services.mapEntries { service($0.value) } }
            .updating("volumes") { volumes in volumes.mapEntries { volume($0.value) } }
            .updating("configs") { configs in configs.mapEntries { $0.value.updating("file", sourcePath) } }
            .updating("secrets") { secrets in secrets.mapEntries { $0.value.updating("file", sourcePath) } }
    }

    private func service(_ service: ComposeValue) -> ComposeValue {
        service
            .updating("build", build)
            .updating("env_file") { files in files.mapElements { $0.updating("path", path) } }
            .updating("label_file") { files in files.mapElements(path) }
            .updating("extends") { $0.updating("file", path) }
            .updating("develop") { develop in
                develop.updating("watch") { watch in watch.mapElements { $0.updating("path", path) } }
            }
            .updating("volumes") { volumes in volumes.mapElements(mount) }
    }

    private func build(_ build: ComposeValue) -> ComposeValue {
        build
            .updating("context", context)
            .updating("additional_contexts") { contexts in contexts.mapEntries { context($0.value) } }
            .updating("ssh") { keys in keys.mapEntries { sourcePath($0.value) } }
    }

    private func mount(_ mount: ComposeValue) -> ComposeValue {
        mount["type"]?.string == "bind" ? mount.updating("source", sourcePath) : mount
    }

    /// A volume of the local driver with `o: bind` is a bind mount in disguise.
    private func volume(_ volume: ComposeValue) -> ComposeValue {
        guard volume["driver"]?.string == "local" else { return volume }
        return volume.updating("driver_opts") { options in
            options["o"]?.string == "bind" ? options.updating("device", sourcePath) : options
        }
    }

    private func path(_ value: ComposeValue) -> ComposeValue {
        guard let text = value.string, !text.isEmpty else { return value }
        return value.derived(.string(absolute(text)))
    }

    /// Of a mount: a Windows path is left to the Engine that knows it.
    private func sourcePath(_ value: ComposeValue) -> ComposeValue {
        guard let text = value.string, !WindowsPath.isAbsolute(text) else { return value }
        return value.derived(.string(absolute(text)))
    }

    private func context(_ value: ComposeValue) -> ComposeValue {
        guard let text = value.string, !Self.isRemote(text) else { return value }
        return path(value)
    }

    private func absolute(_ text: String) -> String {
        let expanded = text.hasBytePrefix("~") ? home.map { Path.join($0, String(text.dropFirst())) } ?? text : text
        return Path.isAbsolute(expanded) ? expanded : Path.join(directory, expanded)
    }

    private static func isRemote(_ context: String) -> Bool {
        if context.contains("://") { return true }
        return ["service:", "github.com/", "git@"].contains { context.hasBytePrefix($0) }
    }
}

/// Just enough of Windows paths to leave them alone.
enum WindowsPath {
    /// `C:\x`, `C:/x` or `\\host\share`.
    static func isAbsolute(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(3))
        func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "/") }
        guard bytes.count >= 2 else { return false }
        if bytes[1] == UInt8(ascii: ":") { return bytes.count > 2 && isSlash(bytes[2]) }
        return isSlash(bytes[0]) && isSlash(bytes[1])
    }
}

/// Paths of Compose files, where an empty one stays empty.
enum Path {
    static func clean(_ path: String) -> String { path.isEmpty ? "" : path.cleanPath }

    static func isAbsolute(_ path: String) -> Bool { path.isAbsolutePath }

    static func join(_ base: String, _ path: String) -> String { clean(base + "/" + path) }
}
