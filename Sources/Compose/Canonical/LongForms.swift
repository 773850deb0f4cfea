import Domain

/// Short syntax to long syntax, wherever Compose has both. Applied after each merge of a file, because duplicates of
/// ports and volumes are found by their long forms (a range of ports becomes many entries).
///
/// A value in neither form stays as it is: the schema says later what is wrong with it. Faults in the text of a short
/// form are reported here, where its parts are known. Idempotent.
struct LongForms {
    private var findings = DiagnosticCollector()

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

extension LongForms {
    /// `external: {name: x}`, the deprecated form, to `external: true` beside `name: x`.
    mutating func external(_ resource: ComposeValue, at path: String) -> ComposeValue {
        guard let external = resource["external"], external.isMapping else { return resource }
        for entry in external.entries where entry.key != "name" && !entry.key.hasBytePrefix("x-") {
            report("Unknown key `\(entry.key)` in `\(path).external`.", fix: "Delete it.", at: entry.keyPosition)
        }
        let long = resource.setting("external", ComposeValue(.bool(true), at: external.position))
        guard let name = external["name"] else { return long }
        warn("`\(path).external.name` is deprecated.", fix: "Write `name:` beside `external: true`.", at: name.position)
        guard let outer = resource["name"] else { return long.setting("name", name) }
        if outer.kind != name.kind {
            report("`\(path)` has two names, `name` and `external.name`.", fix: "Keep `name`.", at: name.position)
        }
        return long
    }

    mutating func ports(_ value: ComposeValue) -> ComposeValue {
        guard case .sequence(let elements) = value.kind else { return value }
        var ports: [ComposeValue] = []
        for element in elements {
            ports += port(element)
            guard ports.count <= Self.portLimit else {
                let fix = "Name the ports that are needed."
                report("The ranges stand for more than \(Self.portLimit) ports.", fix: fix, at: element.position)
                return value
            }
        }
        return value.derived(.sequence(ports))
    }

    /// The number of ports that one protocol has; a few lines of ranges could ask for millions.
    private static let portLimit = 65_536

    /// One entry may stand for a range of ports.
    private mutating func port(_ value: ComposeValue) -> [ComposeValue] {
        guard let text = Self.portText(value) else { return [value] }
        do throws(PortSpec.Fault) {
            return try PortSpec.parse(text).map { Self.longPort($0, of: value) }
        } catch {
            report(
                "\(value.quoted) is no port: \(Self.reason(error, of: value)).",
                fix: PortSpec.syntax,
                at: value.position
            )
            return [value]
        }
    }

    private static func portText(_ value: ComposeValue) -> String? {
        switch value.kind {
        case .string(let text): text
        case .integer(let number): String(number)
        case .null, .bool, .decimal, .sequence, .mapping: nil
        }
    }

    /// What is wrong with a port, without its parts where they come from a variable.
    private static func reason(_ fault: PortSpec.Fault, of value: ComposeValue) -> String {
        value.origins.isEmpty ? fault.reason : "it does not follow the syntax"
    }

    private static func longPort(_ port: PortSpec, of value: ComposeValue) -> ComposeValue {
        var members: [(key: String, value: ComposeValue)] = [
            ("mode", value.derived(.string("ingress"))),
            ("target", value.derived(.integer(Int64(port.target)))),
            ("protocol", value.derived(.string(port.networkProtocol))),
        ]
        if !port.hostIP.isEmpty { members.append(("host_ip", value.derived(.string(port.hostIP)))) }
        if !port.published.isEmpty { members.append(("published", value.derived(.string(port.published)))) }
        return value.derived(members: members)
    }

    mutating func volume(_ value: ComposeValue) -> ComposeValue {
        guard let text = value.string else { return value }
        do throws(VolumeSpec.Fault) {
            return Self.longVolume(try VolumeSpec.parse(text), of: value)
        } catch {
            report("\(value.quoted) is no volume: \(error.reason).", fix: VolumeSpec.syntax, at: value.position)
            return value
        }
    }

    private static func longVolume(_ spec: VolumeSpec, of value: ComposeValue) -> ComposeValue {
        func text(_ text: String) -> ComposeValue { value.derived(.string(text)) }
        var members: [(key: String, value: ComposeValue)] = [("type", text(spec.isBind ? "bind" : "volume"))]
        if !spec.source.isEmpty { members.append(("source", text(spec.source))) }
        members.append(("target", text(Path.clean(spec.target))))
        if spec.isReadOnly { members.append(("read_only", value.derived(.bool(true)))) }
        members.append(contentsOf: options(spec, of: value))
        return value.derived(members: members)
    }

    /// A target of one or two characters has none. `bind` and `volume` are kept apart by what was written, not by the
    /// type: Compose keeps both.
    private static func options(_ spec: VolumeSpec, of value: ComposeValue) -> [(key: String, value: ComposeValue)] {
        guard !spec.isTiny else { return [] }
        var bind: [(key: String, value: ComposeValue)] = []
        if let propagation = spec.propagation { bind.append(("propagation", value.derived(.string(propagation)))) }
        if let label = spec.seLinuxLabel { bind.append(("selinux", value.derived(.string(label)))) }
        if spec.isBind { bind.append(("create_host_path", value.derived(.bool(true)))) }
        var members: [(key: String, value: ComposeValue)] = []
        if spec.isBind || !bind.isEmpty { members.append(("bind", value.derived(members: bind))) }
        if !spec.isBind || spec.isNoCopy {
            let noCopy = spec.isNoCopy ? [(key: "nocopy", value: value.derived(.bool(true)))] : []
            members.append(("volume", value.derived(members: noCopy)))
        }
        return members
    }
}
