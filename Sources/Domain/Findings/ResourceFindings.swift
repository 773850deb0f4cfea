/// What the driver options of a volume say: a volume can be a folder of the host, or a device, under a name.
package struct VolumeFindings {
    private let options: [JSON.Member]
    private let project: String?

    /// `options`: of the driver; some may be references to sealed values.
    package init(_ options: JSON?, project: String?) {
        self.options = options?.members ?? []
        self.project = project
    }

    package var all: [Action.Finding] { isRemote ? [] : options.flatMap(findings) }

    /// Whether `device` is a path of another machine.
    private var isRemote: Bool {
        let kind = options.first { $0.key.hasSameBytes(as: "type") }?.value.string ?? ""
        return ["nfs", "nfs4", "cifs", "smb3", "tmpfs"].contains(kind)
    }

    /// Whatever the option, an absolute path in it is one of the host: `device: /etc`, `o: lowerdir=/etc,…`.
    private func findings(_ option: JSON.Member) -> [Action.Finding] {
        let key = AttributeKey(.driverOption, option.key)
        guard let text = option.value.string else {
            return [Action.Finding(.bindOutsideProject, key, "(sealed)")]
        }
        let paths = text.split { ",=:".contains($0) }.map(String.init).filter(\.isAbsolutePath)
        return paths.flatMap { path in
            HostFolder.findings(ofBind: path, isReadOnly: false, project: project).map {
                Action.Finding($0, key, path)
            }
        }
    }
}

/// What the body of a network says.
package struct NetworkFindings {
    private let body: JSON

    package init(body: JSON) { self.body = body }

    package var all: [Action.Finding] { driver + gateways }

    /// With these drivers a container is a machine of its own in the host's network: every port of it is reached.
    private var driver: [Action.Finding] {
        guard let driver = body["Driver"]?.string, ["macvlan", "ipvlan", "host"].contains(driver) else { return [] }
        return [Action.Finding(.networkOnHostInterface, AttributeKey(.driver), driver)]
    }

    /// Modes in which a bridge lets every port in. A sealed one may be such.
    private var gateways: [Action.Finding] {
        let modes = ["ipv4", "ipv6"].map { "com.docker.network.bridge.gateway_mode_\($0)" }
        return (body["Options"]?.members ?? []).compactMap { option in
            guard modes.contains(where: option.key.hasSameBytes) else { return nil }
            let mode = option.value.string ?? "(sealed)"
            let key = AttributeKey(.driverOption, option.key)
            return ["nat", "isolated"].contains(mode) ? nil : Action.Finding(.networkOnHostInterface, key, mode)
        }
    }
}

/// Tags that stand for another image tomorrow.
package enum MovingTag {
    /// A reference without tag means `latest`. One with a digest, and an ID, stands for one image for ever.
    package static func isMoving(_ reference: String) -> Bool {
        guard reference.text(after: "sha256:") == nil else { return false }
        let image = ImageReference(reference)
        return image.digest == nil && words.contains(where: image.tag.lowercased().hasSameBytes)
    }

    private static let words = [
        "latest", "canary", "current", "dev", "develop", "edge", "head", "lts", "main", "mainline", "master", "nightly",
        "rolling", "snapshot", "stable", "testing", "unstable",
    ]
}

/// Which registry a reference names.
package enum Registry {
    /// The one that a reference without a registry means. The Engine itself has it as its default.
    package static let standard = "docker.io"

    package static func of(_ reference: String) -> String {
        let image = ImageReference(reference)
        guard !image.path.hasSameBytes(as: image.repository) else { return standard }
        let name = image.repository.split(separator: "/").first.map { String($0).lowercased() } ?? standard
        return name == "index.docker.io" ? standard : name
    }
}
