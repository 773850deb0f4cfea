import Domain

/// Short syntax to long syntax, wherever Compose has both. For use after each merge of a file: the unicity of ports
/// and volumes is about long forms (a range gives many ports).
///
/// A value in neither form stays as it is: the schema says later what is wrong with it. Text in a short form that
/// cannot be read is told here, where its parts are known. Doing it twice changes nothing.
struct LongForms {
    private var findings = Findings()

    /// The whole document.
    static func apply(_ tree: ComposeValue) -> Canonicalized {
        var forms = LongForms()
        let result = forms.document(tree)
        return Canonicalized(tree: result, diagnostics: forms.findings.diagnostics)
    }

    private mutating func document(_ tree: ComposeValue) -> ComposeValue {
        var tree = tree.updating("services") { services in services.mapEntries { service($0.value) } }
        for kind in ["volumes", "networks", "secrets", "configs"] {
            tree = tree.updating(kind) { resources in
                resources.mapEntries { external($0.value, at: "\(kind).\($0.key)") }
            }
        }
        return tree
    }

    private mutating func service(_ service: ComposeValue) -> ComposeValue {
        service.mapEntries { entry in
            switch entry.key {
            case "build": build(entry.value)
            case "depends_on": dependencies(entry.value)
            case "env_file": Self.list(entry.value).mapElements(environmentFile)
            case "label_file": Self.list(entry.value)
            case "dns": Self.withoutBlanks(Self.list(entry.value))
            case "extends": Self.wrapped(entry.value, as: "service")
            case "gpus": gpus(entry.value)
            case "networks", "models": Self.keyed(entry.value)
            case "volumes": entry.value.mapElements { volume($0) }
            case "devices": entry.value.mapElements { device($0) }
            case "secrets", "configs": entry.value.mapElements { Self.wrapped($0, as: "source") }
            case "ports": ports(entry.value)
            case "develop": develop(entry.value)
            default: entry.value
            }
        }
    }

    mutating func report(_ summary: String, fix: String, at position: SourcePosition) {
        findings.error(.stackValue, summary, fix: fix, at: position)
    }

    mutating func warn(_ summary: String, fix: String, at position: SourcePosition) {
        findings.warning(.stackValue, summary, fix: fix, at: position)
    }
}

/// The forms that many keys share.
extension LongForms {
    /// `x` to `[x]`.
    static func list(_ value: ComposeValue) -> ComposeValue {
        value.string == nil ? value : ComposeValue(.sequence([value]), at: value.position)
    }

    /// `x` to `{key: x}`.
    static func wrapped(_ value: ComposeValue, as key: String) -> ComposeValue {
        value.string == nil ? value : value.derived(members: [(key, value)])
    }

    /// `[a, b]` to `{a: , b: }`.
    static func keyed(_ value: ComposeValue) -> ComposeValue {
        guard value.isSequence, value.elements.allSatisfy({ $0.string != nil }) else { return value }
        var names = EntryTable()
        for element in value.elements {
            names.set(element.string ?? "", at: element.position, ComposeValue(.null, at: element.position))
        }
        return ComposeValue(.mapping(names.entries), at: value.position)
    }

    /// Compose drops empty DNS servers, which an unset variable leaves behind.
    static func withoutBlanks(_ value: ComposeValue) -> ComposeValue {
        guard case .sequence(let elements) = value.kind else { return value }
        return value.derived(.sequence(elements.filter { $0.string != "" }))
    }
}
