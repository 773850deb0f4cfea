import Domain

/// The keys with a syntax of their own.
extension ShapeReader {
    mutating func hosts(_ value: ComposeValue) -> ComposeValue? {
        var lines: [ComposeValue] = []
        switch value.kind {
        case .mapping(let entries):
            for entry in entries { lines += below(entry.key) { $0.hosts(entry) } }
        case .sequence(let elements):
            for (index, element) in elements.enumerated() { lines += below("\(index)") { $0.hosts(element) } }
        case .null, .bool, .integer, .decimal, .string:
            refuse(value, expected: "a mapping or a list of HOST=ADDRESS")
            return nil
        }
        guard Self.unlessEmpty(value) != nil else { return nil }
        return value.derived(.sequence(lines.sorted { ($0.string ?? "").precedesInBytes($1.string ?? "") }))
    }

    private mutating func hosts(_ entry: ComposeValue.Entry) -> [ComposeValue] {
        let addresses = entry.value.isSequence ? entry.value.elements : [entry.value]
        return addresses.compactMap { address in
            guard let text = text(address, .text)?.string else { return nil }
            return host(entry.key, text, of: address)
        }
    }

    /// `host=address`, or the older `host:address`; several addresses are parted by commas.
    private mutating func hosts(_ line: ComposeValue) -> [ComposeValue] {
        guard let text = text(line, .text)?.string else { return [] }
        guard let (name, addresses) = text.cut(at: "=") ?? text.cut(at: ":") else {
            report("\(place) names a host without an address.", fix: "Write HOST=ADDRESS.", line)
            return []
        }
        return addresses.split(separator: ",", omittingEmptySubsequences: false)
            .compactMap { host(name, String($0), of: line) }
    }

    private mutating func host(_ name: String, _ address: String, of value: ComposeValue) -> ComposeValue? {
        guard !name.isEmpty, !name.contains(where: { $0 == ":" || $0 == "=" }) else {
            report("\(place) has no usable host name.", fix: "Write HOST=ADDRESS.", value)
            return nil
        }
        let isBracketed = address.utf8.count > 2 && address.hasBytePrefix("[") && address.hasByteSuffix("]")
        let plain = isBracketed ? String(address.dropFirst().dropLast()) : address
        return value.derived(.string("\(name)=\(plain)"))
    }

    mutating func sshKeys(_ value: ComposeValue) -> ComposeValue? {
        guard let pairs = pairs(value) else { return nil }
        let keys = pairs.entries.map { entry in
            let path = entry.value.string ?? ""
            return entry.value.derived(.string(path.isEmpty ? entry.key : "\(entry.key)=\(path)"))
        }
        return Self.unlessEmpty(value.derived(.sequence(keys)))
    }

    mutating func ulimits(_ value: ComposeValue) -> ComposeValue? {
        guard case .mapping(let entries) = value.kind else {
            refuse(value, expected: "a mapping")
            return nil
        }
        var written: [ComposeValue.Entry] = []
        for entry in entries {
            let limit = below(entry.key) { $0.ulimit(entry.value) }
            if let limit { written.append(ComposeValue.Entry(entry.key, at: entry.keyPosition, limit)) }
        }
        return Self.unlessEmpty(Self.sorted(value, written))
    }

    /// Compose writes a limit of 0 as `{}`.
    private mutating func ulimit(_ value: ComposeValue) -> ComposeValue? {
        if value.isMapping { return object(value, Self.ulimit, .refused) }
        guard let limit = scalar(value, .integer(.min ... .max), .textOrInteger, keepsZero: true) else { return nil }
        return limit.kind == .integer(0) ? value.derived(.mapping([])) : limit
    }

    private static let ulimit = ObjectShape(["hard": .integer(), "soft": .integer()], required: ["soft", "hard"])
}
