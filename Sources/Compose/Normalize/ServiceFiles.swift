import Domain

/// The env files and label files of a service: what they say stands below what the service itself says.
struct ServiceFiles {
    private let context: LoadContext
    private(set) var diagnostics: [Diagnostic] = []

    init(context: LoadContext) { self.context = context }

    /// - Parameter service: in its final form.
    /// - Parameter source: the same service before, which still names the env files.
    mutating func apply(_ service: ComposeValue, from source: ComposeValue) -> ComposeValue {
        let files = source["env_file"]?.elements ?? []
        let labels = source["label_file"]?.elements ?? []
        var service = service
        if !files.isEmpty { service = setting("environment", of: service, below: environment(files, of: service)) }
        if !labels.isEmpty { service = setting("labels", of: service, below: self.labels(labels)) }
        return service
    }

    private func setting(_ key: String, of service: ComposeValue, below files: [ComposeValue.Entry]) -> ComposeValue {
        let own = service[key]?.entries ?? []
        var all: [[UInt8]: ComposeValue.Entry] = [:]
        for entry in files + own { all[Array(entry.key.utf8)] = entry }
        let merged = ShapeReader.sorted(ComposeValue(.mapping([]), at: service.position), Array(all.values))
        return merged.entries.isEmpty ? service : ShapeReader.sorted(service, service.setting(key, merged).entries)
    }

    /// In the files' `${NAME}`, the project's variables win over the service's environment and earlier files.
    private mutating func environment(_ files: [ComposeValue], of service: ComposeValue) -> [ComposeValue.Entry] {
        let own = service["environment"]
        var entries: [ComposeValue.Entry] = []
        for file in files {
            guard let path = file["path"], let text = path.string else { continue }
            guard let bytes = bytes(of: path, isRequired: file["required"]?.isFalse != true) else { continue }
            let variables = context.variables
            let earlier = entries
            let lookup: (String) -> String? = { name in
                variables[name] ?? own?[name]?.string ?? earlier.last { $0.key.hasSameBytes(as: name) }?.value.string
            }
            let shown = shown(text)
            let reading =
                file["format"]?.string == "raw"
                ? Dotenv.parseRaw(bytes, file: shown, lookup: lookup)
                : Dotenv.parse(bytes, file: shown, lookup: lookup)
            diagnostics += reading.diagnostics
            entries += Self.entries(reading, origin: .envFile(shown), at: path.position)
        }
        return entries
    }

    private mutating func labels(_ files: [ComposeValue]) -> [ComposeValue.Entry] {
        var entries: [ComposeValue.Entry] = []
        for file in files {
            guard let text = file.string, let bytes = bytes(of: file, isRequired: true) else { continue }
            let earlier = entries
            let reading = Dotenv.parse(bytes, file: shown(text)) { name in
                earlier.last { $0.key.hasSameBytes(as: name) }?.value.string
            }
            diagnostics += reading.diagnostics
            entries += Self.entries(reading, origin: .envFile(shown(text)), at: file.position)
        }
        return entries
    }

    private static func entries(
        _ reading: DotenvReading, origin: ComposeValue.Origin, at position: SourcePosition
    ) -> [ComposeValue.Entry] {
        reading.values.map { name, value in
            ComposeValue.Entry(name, at: position, ComposeValue(.string(value), at: position, origins: [origin]))
        }
    }

    private mutating func bytes(of path: ComposeValue, isRequired: Bool) -> [UInt8]? {
        if let bytes = context.read(path.string ?? "") { return bytes }
        guard isRequired else { return nil }
        diagnostics.append(
            Diagnostic(
                .stackReference,
                "The file `\(shown(path.string ?? ""))` is not there or cannot be read.",
                fix: "Create it, or write `required: false` beside an env file's path.",
                position: path.position
            )
        )
        return nil
    }

    /// Relative to the project directory where the file lies below it.
    private func shown(_ path: String) -> String {
        let folder = context.directory.hasSuffix("/") ? context.directory : context.directory + "/"
        return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
    }
}

extension ComposeValue {
    var isFalse: Bool {
        switch kind {
        case .bool(let flag): !flag
        case .string(let text): ["false", "n", "no", "off"].contains(text.lowercased())
        case .null, .integer, .decimal, .sequence, .mapping: false
        }
    }
}
