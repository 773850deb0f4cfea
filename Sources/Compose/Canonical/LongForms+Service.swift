import Domain

extension LongForms {
    mutating func build(_ value: ComposeValue) -> ComposeValue {
        Self.wrapped(value, as: "context").mapEntries { entry in
            switch entry.key {
            case "secrets": entry.value.mapElements { Self.wrapped($0, as: "source") }
            case "provenance", "sbom": Self.spelled(entry.value)
            case "additional_contexts": keyValues(entry.value, of: "additional_contexts")
            case "ssh": sshKeys(entry.value)
            default: entry.value
            }
        }
    }

    /// A dependency in the list form is one on the start of a service that must exist.
    mutating func dependencies(_ value: ComposeValue) -> ComposeValue {
        guard case .mapping = value.kind else {
            return Self.keyed(value).mapEntries { $0.value.isNull ? Self.started(at: $0.keyPosition) : $0.value }
        }
        return value.mapEntries { entry in
            guard entry.value.isMapping else { return entry.value }
            if entry.value["condition"] == nil {
                report(
                    "The dependency on `\(entry.key)` has no `condition`.",
                    fix: "Add `condition: service_started`, or list the plain names of services.",
                    at: entry.keyPosition
                )
            }
            return entry.value.settingMissing("condition", .string("service_started"))
                .settingMissing("required", .bool(true))
        }
    }

    private static func started(at position: SourcePosition) -> ComposeValue {
        ComposeValue(.mapping([]), at: position)
            .settingMissing("condition", .string("service_started"))
            .settingMissing("required", .bool(true))
    }

    func environmentFile(_ value: ComposeValue) -> ComposeValue {
        let long = Self.wrapped(value, as: "path")
        return long.isMapping ? long.settingMissing("required", .bool(true)) : long
    }

    mutating func gpus(_ value: ComposeValue) -> ComposeValue {
        guard value.string == "all" else { return value }
        return ComposeValue(.sequence([value.derived(members: [("count", value)])]), at: value.position)
    }

    mutating func device(_ value: ComposeValue) -> ComposeValue {
        guard let text = value.string else { return value }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 3 else {
            let fix = "Write HOST[:CONTAINER[:rwm]], or use the long form."
            report("\(value.quoted) is no device.", fix: fix, at: value.position)
            return value
        }
        let source = parts[0]
        let target = parts.count > 1 && !parts[1].isEmpty ? parts[1] : source
        return value.derived(members: [
            ("source", value.derived(.string(source))),
            ("target", value.derived(.string(target))),
            ("permissions", value.derived(.string(parts.count > 2 ? parts[2] : "rwm"))),
        ])
    }

    mutating func develop(_ value: ComposeValue) -> ComposeValue {
        value.updating("watch") { watch in
            watch.mapElements { trigger in
                trigger.updating("ignore", Self.list).updating("include", Self.list)
            }
        }
    }

    /// `provenance` and `sbom` take a flag where Compose keeps text.
    private static func spelled(_ value: ComposeValue) -> ComposeValue {
        guard case .bool(let flag) = value.kind else { return value }
        return value.derived(.string(flag ? "true" : "false"))
    }

    private mutating func keyValues(_ value: ComposeValue, of key: String) -> ComposeValue {
        guard value.isSequence, value.elements.allSatisfy({ $0.string != nil }) else { return value }
        var pairs = EntryTable()
        for element in value.elements {
            let text = element.string ?? ""
            guard let (name, rest) = text.cut(at: "=") else {
                report("\(element.quoted) of `\(key)` has no value.", fix: "Write NAME=VALUE.", at: element.position)
                continue
            }
            pairs.set(name, at: element.position, element.derived(.string(rest)))
        }
        return ComposeValue(.mapping(pairs.entries), at: value.position)
    }

    private mutating func sshKeys(_ value: ComposeValue) -> ComposeValue {
        guard value.isSequence, value.elements.allSatisfy({ $0.string != nil }) else { return value }
        var keys = EntryTable()
        for element in value.elements {
            let text = element.string ?? ""
            if let (name, path) = text.cut(at: "=") {
                keys.set(name, at: element.position, element.derived(.string(path)))
            } else if text == "default" {
                keys.set(text, at: element.position, element.derived(.null))
            } else {
                report(
                    "\(element.quoted) is no SSH key of a build.",
                    fix: "Write `default` or ID=PATH.",
                    at: element.position
                )
            }
        }
        return ComposeValue(.mapping(keys.entries), at: value.position)
    }
}

extension String {
    /// What stands before and after the first separator, compared as a byte; `nil` without one.
    func cut(at separator: Character) -> (before: String, after: String)? {
        guard let byte = separator.asciiValue, let index = utf8.firstIndex(of: byte) else { return nil }
        return (String(self[..<index]), String(self[utf8.index(after: index)...]))
    }
}
