/// What belongs to a stack itself: what lies elsewhere is worth a finding.
package struct StackGround: Sendable, Hashable {
    /// The names of its containers.
    package var containers: Set<String>
    /// What Compose calls the project directory; `nil` where it is not known.
    package var folder: String?

    package static let unknown = StackGround(containers: [], folder: nil)

    package init(containers: Set<String>, folder: String?) {
        self.containers = containers
        self.folder = folder
    }

    package init(_ stack: DesiredStack) {
        self.init(containers: Set(stack.containers.map(\.name)), folder: stack.workingDirectory)
    }
}

/// What the body of a container, and the networks that it is connected to, say that a reviewer must not overlook.
package struct ContainerFindings {
    private let attributes: AttributeSet
    private let body: JSON
    private let own: Set<String>
    private let project: String?

    /// - Parameters:
    ///   - attributes: What the body asks for, by the one reader of bodies.
    ///   - body: Of `POST /containers/create`, for what is no attribute.
    ///   - stack: What belongs to the stack itself.
    package init(_ attributes: AttributeSet, body: JSON, in stack: StackGround) {
        self.attributes = attributes
        self.body = body
        own = stack.containers
        project = stack.folder
    }

    /// Without places in the stack's files.
    package var all: [Action.Finding] {
        rights + namespaces + joined + confinement + devices + mounts + ports + image
    }

    private var rights: [Action.Finding] {
        let privileged = attributes[.privileged] == "true" ? [finding(.privileged, .privileged, "true")] : []
        let added = list(.capAdd).filter { !ContainerFindings.given.contains($0) }
        return privileged
            + (added.isEmpty ? [] : [finding(.addedCapabilities, .capAdd, added.joined(separator: ", "))])
    }

    /// The capabilities that the Engine gives every container: after `cap_drop: [ALL]` some of them are added again.
    private static let given: Set<String> = [
        "CAP_AUDIT_WRITE", "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_MKNOD",
        "CAP_NET_BIND_SERVICE", "CAP_NET_RAW", "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID",
        "CAP_SYS_CHROOT",
    ]

    private static let hostModes: [(AttributeFamily, FindingName)] = [
        (.networkMode, .hostNetwork), (.pid, .hostPID), (.ipc, .hostIPC), (.uts, .hostUTS),
        (.userNamespace, .hostUserNamespace), (.cgroupNamespace, .hostCgroup),
    ]

    private var namespaces: [Action.Finding] {
        let modes = ContainerFindings.hostModes.filter { attributes[$0.0] == "host" }.map {
            finding($0.1, $0.0, "host")
        }
        let isOnHost = attributes[.networkMode] != "host" && attributes[AttributeKey(.network, "host")] != nil
        return modes + (isOnHost ? [Action.Finding(.hostNetwork, AttributeKey(.network, "host"), "host")] : [])
    }

    /// What a container of others has, this one has too: its network, its processes, its mounts.
    private var joined: [Action.Finding] {
        let modes = [AttributeFamily.networkMode, .pid, .ipc].compactMap { family in
            attributes[family].flatMap { NamespaceMode($0).owner }.map { (family, $0) }
        }
        let sources = list(.volumesFrom).map { source in
            (AttributeFamily.volumesFrom, source.split(separator: ":").first.map(String.init) ?? source)
        }
        return (modes + sources).filter { !own.contains($0.1) }.map { finding(.foreignNamespace, $0.0, $0.1) }
    }

    private func list(_ family: AttributeFamily) -> [String] { Words.list(attributes[family] ?? "") }

    private func finding(_ name: FindingName, _ family: AttributeFamily, _ detail: String) -> Action.Finding {
        Action.Finding(name, AttributeKey(family), detail)
    }
}

extension ContainerFindings {
    private var confinement: [Action.Finding] {
        attributes.members(of: .securityOption).flatMap { option in
            let key = AttributeKey(.securityOption, option)
            return Words.list(attributes[key] ?? "").compactMap { value in
                Confinement.finding(option, value).map { Action.Finding($0, key, Words.shown(value)) }
            }
        }
    }

    private var devices: [Action.Finding] {
        let passed = attributes.members(of: .device).map { AttributeKey(.device, $0) }
        let others = [AttributeKey(.deviceRequest), AttributeKey(.deviceCgroupRule)]
        return (passed + others).compactMap { key in
            attributes[key].map { Action.Finding(.devices, key, Words.shown($0)) }
        }
    }

    private var mounts: [Action.Finding] {
        let binds = attributes.members(of: .mount).flatMap { target -> [Action.Finding] in
            guard let mount = attributes.mount(at: target), mount.type == "bind" else { return [] }
            let detail = "\(mount.source) \(mount.isReadOnly ? "ro" : "rw")"
            return HostFolder.findings(ofBind: mount.source, isReadOnly: mount.isReadOnly, project: project).map {
                Action.Finding($0, AttributeKey(.mount, target), detail)
            }
        }
        return binds + madeVolumes
    }

    /// A mount can have its volume made along with it, wherever the options of that say.
    private var madeVolumes: [Action.Finding] {
        (body["HostConfig"]?["Mounts"]?.array ?? []).flatMap { mount in
            let options = mount["VolumeOptions"]?["DriverConfig"]?["Options"]
            let key = AttributeKey(.mount, mount["Target"]?.string)
            return VolumeFindings(options, project: project).all.map { Action.Finding($0.name, key, $0.detail) }
        }
    }

    /// Without an address the Engine listens on all.
    private var ports: [Action.Finding] {
        let published = attributes.members(of: .port).compactMap { port -> Action.Finding? in
            let key = AttributeKey(.port, port)
            let open = Words.list(attributes[key] ?? "").filter { place in
                place.hasBytePrefix(":") || place.hasBytePrefix("[::ffff:0:0]")
            }
            return open.isEmpty ? nil : Action.Finding(.portOnAllInterfaces, key, open.joined(separator: ", "))
        }
        let isAll = body["HostConfig"]?["PublishAllPorts"]?.bool == true
        return published + (isAll ? [finding(.portOnAllInterfaces, .port, "every exposed port")] : [])
    }

    private var image: [Action.Finding] {
        guard let reference = attributes[.image], MovingTag.isMoving(reference) else { return [] }
        return [finding(.movingTag, .image, reference)]
    }
}

/// What a security option takes away.
private enum Confinement {
    static func finding(_ option: String, _ value: String) -> FindingName? {
        switch option {
        case "no-new-privileges": value == "true" ? nil : .unconfined
        case "systempaths": .unconfined
        case "seccomp", "apparmor", "label":
            if ["builtin", "docker-default"].contains(value) {
                nil
            } else if ["unconfined", "disable"].contains(value) {
                .unconfined
            } else {
                .customConfinement
            }
        default: .customConfinement
        }
    }
}

/// Lists as the reader of bodies writes them.
enum Words {
    static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
    }

    /// What may be a secret is never shown.
    static func shown(_ value: String) -> String {
        value.contains(AttributeSet.sealedPrefix) ? "(sealed)" : value
    }
}
