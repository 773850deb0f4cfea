import Domain

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

    /// All ports of one host and protocol; a few lines could stand for many times as many.
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

    /// A target of one or two characters has none. `bind` and `volume` are kept apart by what was written, not by the type: Compose keeps both.
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
