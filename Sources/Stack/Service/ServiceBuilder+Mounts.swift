import Attributes
import Compose
import Domain

/// Volumes, binds and memory mounts, in the two forms that Compose uses: `Binds` where their text can say everything,
/// since only they create a missing path of the host, and `Mounts` for the rest.
extension ServiceBuilder {
    /// A file of the host behind a target.
    struct MountedFile {
        let source: String
        let target: String
        /// A config or secret: what the stack itself calls a file, wherever it lies.
        let isDeclared: Bool
        var isSecret = false
    }

    struct MountFields {
        let body: JSONObjectBuilder
        let files: [MountedFile]
    }

    mutating func mounts() -> MountFields {
        var (binds, mounts, files): ([String], [JSON], [MountedFile]) = ([], [], [])
        for volume in self["volumes"]?.elements ?? [] where judge(volume) {
            if let bind = bind(volume) { binds.append(bind) } else { mounts.append(mount(volume)) }
            guard volume["type"]?.text == "bind", let source = volume["source"]?.text else { continue }
            files.append(MountedFile(source: source, target: volume["target"]?.text ?? "", isDeclared: false))
        }
        let taken = (self["volumes"]?.elements ?? []).compactMap { $0["target"]?.text }
        for file in declaredFiles() where !taken.contains(where: { $0.hasSameBytes(as: file.target) }) {
            mounts.append(ServiceBuilder.mount(file))
            files.append(file)
        }
        var body = JSONObjectBuilder()
        body.set("Binds", binds)
        body.set("Mounts", .array(mounts))
        body.set("Tmpfs", temporary())
        body.set("VolumesFrom", volumesFrom())
        return MountFields(body: body, files: files)
    }

    private mutating func temporary() -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        let form = { (text: String) in
            let options = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).dropFirst()
            guard text.hasBytePrefix("/") else { return false }
            return options.allSatisfy { PlainForm.isTmpfsOptions(String($0)) }
        }
        for text in closedList("tmpfs", form) {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            body.keep(String(parts[0]), .string(parts.count == 2 ? String(parts[1]) : ""))
        }
        return body
    }

    /// `source:target:options`; `nil` where the short form cannot express it and `Mounts` must be used.
    private func bind(_ volume: ComposeValue) -> String? {
        guard let source = source(of: volume), let target = volume["target"]?.text else { return nil }
        var options = [volume["read_only"]?.isTrue ?? false ? "ro" : "rw"]
        switch volume["type"]?.text {
        case "bind" where !ServiceBuilder.needsMount(bind: volume["bind"]):
            if let label = volume["bind"]?["selinux"]?.text, !label.isEmpty { options.append(label) }
        case "volume" where !ServiceBuilder.needsMount(volume: volume["volume"]): break
        default: return nil
        }
        return "\(source):\(target):\(options.joined(separator: ","))"
    }

    private static func needsMount(bind: ComposeValue?) -> Bool {
        guard let bind else { return false }
        return bind["create_host_path"]?.text == "false"
            || ["propagation", "recursive"].contains { bind[$0]?.text?.isEmpty == false }
    }

    private static func needsMount(volume: ComposeValue?) -> Bool {
        guard let volume else { return false }
        return volume["nocopy"]?.isTrue ?? false || volume["subpath"]?.text?.isEmpty == false
            || volume["labels"]?.entries.isEmpty == false
    }

    /// Under the final name of a volume; `nil` for an anonymous one.
    private func source(of volume: ComposeValue) -> String? {
        guard let source = volume["source"]?.text, !source.isEmpty else { return nil }
        return volume["type"]?.text == "volume" ? project.volumeName(source) ?? source : source
    }

    private mutating func mount(_ volume: ComposeValue) -> JSON {
        var body = JSONObjectBuilder()
        body.set("Type", volume["type"]?.text)
        body.set("Source", source(of: volume))
        body.set("Target", volume["target"]?.text)
        body.set("ReadOnly", volume["read_only"]?.isTrue ?? false)
        body.set(
            "BindOptions",
            volume["type"]?.text == "bind" ? ServiceBuilder.bindOptions(volume["bind"]) : JSONObjectBuilder()
        )
        body.set("VolumeOptions", volumeOptions(volume))
        body.set("TmpfsOptions", ServiceBuilder.temporaryOptions(volume["tmpfs"]))
        return body.json
    }

    /// Without options, a missing path of the host is left to the Engine, which refuses it.
    private static func bindOptions(_ bind: ComposeValue?) -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        guard let bind else { return body }
        body.set("Propagation", bind["propagation"]?.text)
        body.set("CreateMountpoint", bind["create_host_path"]?.text != "false")
        switch bind["recursive"]?.text {
        case "disabled": body.set("NonRecursive", true)
        case "writable": body.set("ReadOnlyNonRecursive", true)
        case "readonly": body.set("ReadOnlyForceRecursive", true)
        case .some, .none: break
        }
        return body
    }

    private mutating func volumeOptions(_ volume: ComposeValue) -> JSONObjectBuilder {
        let options = volume["volume"]
        var body = JSONObjectBuilder()
        body.set("NoCopy", options?["nocopy"]?.isTrue ?? false)
        body.set("Subpath", options?["subpath"]?.text)
        body.set("Labels", sealedMap(options?["labels"], "mount.\(volume["target"]?.text ?? "").label", as: nil))
        return body
    }

    private static func temporaryOptions(_ memory: ComposeValue?) -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        body.set("SizeBytes", memory?["size"]?.number)
        body.set("Mode", memory?["mode"]?.number)
        return body
    }

    private static func mount(_ file: MountedFile) -> JSON {
        ["Type": "bind", "Source": .string(file.source), "Target": .string(file.target), "ReadOnly": true]
    }
}
