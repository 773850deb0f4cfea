import Domain

/// Capabilities and security options.
extension AttributeReader {
    func readSecurity(_ host: JSON, into set: inout AttributeSet) {
        set[.capAdd] = TextList.set(host.texts("CapAdd").map(capability))
        set[.capDrop] = TextList.set(host.texts("CapDrop").map(capability))
        for (option, values) in securityOptions(host) {
            set[.securityOption, option] = TextList.set(values)
        }
    }

    /// Upper-case and with its prefix; `ALL` is none of them but all.
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
        // How a command line sends `systempaths=unconfined`; without it the Engine fills both, or writes null.
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
        guard let profile = try? JSON.parse(bytes) else { return seal(bytes) }
        return seal(profile.bytes(.compact))
    }
}
