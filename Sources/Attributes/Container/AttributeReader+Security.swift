import Domain
import JSON

/// Capabilities and security options.
extension AttributeReader {
    func readSecurity(_ host: JSON, into set: inout AttributeSet) {
        set[.capAdd] = TextList.set(host.texts("CapAdd").map(capability))
        set[.capDrop] = TextList.set(host.texts("CapDrop").map(capability))
        for (option, values) in securityOptions(host) {
            set[.securityOption, option] = TextList.set(values)
        }
    }

    /// In upper case with the prefix `CAP_`. `ALL` has no prefix: it stands for all capabilities and is none itself.
    private func capability(_ text: String) -> String {
        let upper = text.uppercased()
        return upper == "ALL" || upper.utf8.starts(with: "CAP_".utf8) ? upper : "CAP_\(upper)"
    }

    /// By option; only `label` may stand there more than once.
    private func securityOptions(_ host: JSON) -> [String: [String]] {
        var options: [String: [String]] = [:]
        for element in host.list("SecurityOpt") {
            if case .secret(_, let hmac, let prefix) = BodyReference(element) {
                options[prefix.cut(at: "=", or: ":")?.head ?? prefix, default: []].append(hmac)
            } else if let text = element.text {
                let (option, value) = text.cut(at: "=", or: ":") ?? (text, "true")
                options[option, default: []].append(option == "seccomp" ? seccomp(value) : plainOrSealed(value))
            }
        }
        // The docker command line sends `systempaths=unconfined` as these two empty lists. Without the option the
        // Engine fills in its default lists, or writes null.
        if host["MaskedPaths"]?.array == [], host["ReadonlyPaths"]?.array == [] {
            options["systempaths"] = ["unconfined"]
        }
        return options
    }

    private func plainOrSealed(_ value: String) -> String {
        PlainForm.isSecurityWord(value) ? value : seal(Array(value.utf8))
    }

    /// A profile is sent as the content of its file, which is long: it stands as a digest of its JSON.
    private func seccomp(_ value: String) -> String {
        guard value.utf8.first == UInt8(ascii: "{") else { return plainOrSealed(value) }
        let bytes = Array(value.utf8)
        if isForPeople { return "a profile of \(bytes.count) bytes" }
        guard let profile = try? JSON.parse(bytes) else { return seal(bytes) }
        return seal(profile.bytes(.compact))
    }
}

/// What a container shares with the host or with another container. Another one stands as `container:NAME` in what is
/// wanted and as `container:ID` in what is.
extension AttributeReader {
    func readNamespaces(_ host: JSON, into set: inout AttributeSet) {
        let mode = host["NetworkMode"]?.text
        set[.networkMode] = mode == "default" ? "bridge" : mode
        set[.ipc] = host["IpcMode"]?.text
        set[.pid] = host["PidMode"]?.text
        set[.uts] = host["UTSMode"]?.text
        set[.userNamespace] = host["UsernsMode"]?.text
        set[.cgroupNamespace] = host["CgroupnsMode"]?.text
        set[.cgroupParent] = free(host["CgroupParent"])
        set[.volumesFrom] = TextList.ordered(host.texts("VolumesFrom").map(volumesFrom))
    }

    /// `NAME` or `NAME:ro`, in the order given: where two containers bring a mount with the same target, the later one
    /// wins.
    private func volumesFrom(_ text: String) -> String {
        let bare = text.text(after: "container:") ?? text
        return bare.utf8.suffix(3).elementsEqual(":rw".utf8) ? String(bare.dropLast(3)) : bare
    }
}
