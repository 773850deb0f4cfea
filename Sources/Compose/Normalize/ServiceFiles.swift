import Domain

/// The env files and label files of a service: what they say stands below what the service itself says.
struct ServiceFiles {
    private let context: LoadContext
    private(set) var diagnostics: [Diagnostic] = []

    init(context: LoadContext) { self.context = context }

    /// `service` is the service in its final form; `source` is the same one before that, which still has the key
    /// `env_file`.
    mutating func apply(_ service: ComposeValue, from source: ComposeValue) -> ComposeValue {
        let files = source["env_file"]?.elements ?? []
        let labels = source["label_file"]?.elements ?? []
        var service = service
        if !files.isEmpty { service = setting("environment", of: service, below: environment(files, of: service)) }
        if !labels.isEmpty { service = setting("labels", of: service, below: self.labels(labels)) }
        return service
    }

    private func setting(_ key: String, of service: ComposeValue, below files: [ComposeValue.Entry]) -> ComposeValue {
        var all = EntryTable()
        for entry in files + (service[key]?.entries ?? []) { all.set(entry.key, at: entry.keyPosition, entry.value) }
        let merged = ShapeReader.sorted(ComposeValue(.mapping([]), at: service.position), all.entries)
        return merged.entries.isEmpty ? service : ShapeReader.sorted(service, service.setting(key, merged).entries)
    }

    /// For `${NAME}` within an env file, the project's variables win over the service's `environment` and over the env
    /// files.
    private mutating func environment(_ files: [ComposeValue], of service: ComposeValue) -> [ComposeValue.Entry] {
        var own: [String: String] = [:]
        for entry in service["environment"]?.entries ?? [] { own[entry.key] = entry.value.string }
        let lookup: (String) -> String? = { [variables = context.variables] in variables[$0] ?? own[$0] }
        var table = EntryTable()
        var earlier = own
        for file in files {
            guard let path = file["path"], let text = path.string else { continue }
            guard let bytes = bytes(of: path, isRequired: file["required"]?.isFalse != true) else { continue }
            let reading =
                file["format"]?.string == "raw"
                ? Dotenv.parseRaw(bytes, file: shown(text), lookup: lookup)
                : Dotenv.parse(bytes, file: shown(text), earlier: earlier, lookup: lookup)
            take(reading, from: path, &table, &earlier)
        }
        return table.entries
    }

    private mutating func labels(_ files: [ComposeValue]) -> [ComposeValue.Entry] {
        var table = EntryTable()
        var earlier: [String: String] = [:]
        for file in files {
            guard let text = file.string, let bytes = bytes(of: file, isRequired: true) else { continue }
            let known = earlier
            take(Dotenv.parse(bytes, file: shown(text)) { known[$0] }, from: file, &table, &earlier)
        }
        return table.entries
    }

    private mutating func take(
        _ reading: DotenvReading,
        from path: ComposeValue,
        _ table: inout EntryTable,
        _ earlier: inout [String: String]
    ) {
        diagnostics += reading.diagnostics
        let origin = ComposeValue.Origin.envFile(shown(path.string ?? ""))
        for (name, value) in reading.values {
            table.set(name, at: path.position, ComposeValue(.string(value), at: path.position, origins: [origin]))
            earlier[name] = value
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
        let folder = context.directory.hasByteSuffix("/") ? context.directory : context.directory + "/"
        return path.hasBytePrefix(folder) ? String(path.dropFirst(folder.count)) : path
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
