import Attributes
import Compose
import Domain
import JSON

/// Capabilities, security options and what belongs to them.
extension ServiceBuilder {
    mutating func addSecurity(to body: inout JSONObjectBuilder) {
        body.set("CapAdd", ServiceBuilder.capabilities(closedList("cap_add", PlainForm.isCapability)))
        body.set("CapDrop", ServiceBuilder.capabilities(closedList("cap_drop", PlainForm.isCapability)))
        body.set("GroupAdd", freeList("group_add", as: .groupAdd, PlainForm.isNumeric))
        body.set("Privileged", self["privileged"]?.isTrue ?? false)
        body.set("ReadonlyRootfs", self["read_only"]?.isTrue ?? false)
        // `false` is not silence: it overrules an Engine that gives every container an init.
        if case .bool(let flag) = self["init"]?.kind { body.keep("Init", .bool(flag)) }
        let options = self["security_opt"]?.elements ?? []
        body.set("SecurityOpt", .array(options.compactMap { securityOption($0) }))
        guard options.contains(where: { $0.text == ServiceBuilder.unconfinedPaths }) else { return }
        body.keep("MaskedPaths", [])
        body.keep("ReadonlyPaths", [])
    }

    /// Not sent to the Engine as a security option: docker's command line turns it into empty lists of masked and
    /// read-only paths.
    private static let unconfinedPaths = "systempaths=unconfined"

    /// As docker's client writes them: capitals, `CAP_`, sorted, each once; `ALL` alone.
    private static func capabilities(_ names: [String]) -> [String] {
        let upper = names.map { $0.uppercased() }
        guard !upper.contains("ALL") else { return ["ALL"] }
        return Set(upper.map { $0.hasBytePrefix("CAP_") ? $0 : "CAP_\($0)" }).sortedByBytes()
    }

    /// The Engine takes the text of a seccomp profile, not its path.
    private mutating func securityOption(_ option: ComposeValue) -> JSON? {
        guard let text = option.text, text != ServiceBuilder.unconfinedPaths else { return nil }
        let file = text.text(after: "seccomp=") ?? text.text(after: "seccomp:")
        guard let file, !["unconfined", "builtin"].contains(file) else { return securityOption(option, text) }
        let path = file.hasBytePrefix("/") ? file : "\(context.workingDirectory)/\(ServiceBuilder.relative(file))"
        if let bytes = context.content(path)?.bytes, let profile = CompactJSON.text(of: bytes) {
            return .string("seccomp=\(profile)")
        }
        findings.error(
            .stackValue,
            "The seccomp profile `\(file)` of \(owner) is not there or is no JSON",
            fix: "Put the file there, or correct its path.",
            at: option.position
        )
        return nil
    }

    /// `apparmor=PROFILE`: the option's name, and its value sealed for itself.
    private mutating func securityOption(_ option: ComposeValue, _ text: String) -> JSON {
        guard let sign = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return .string(text) }
        let (name, value) = (String(text[..<sign]), String(text[text.index(after: sign)...]))
        guard !PlainForm.isSecurityWord(value) else { return .string(text) }
        let own = ComposeValue(.string(value), at: option.position, origins: option.origins)
        let key = AttributeKey(.securityOption, name)
        return sealed(own, "security_opt.\(name)", as: key, prefix: String(text[...sign]))
    }

    private static func relative(_ path: String) -> String { path.text(after: "./") ?? path }
}

/// JSON text without white space, every other byte as it was.
enum CompactJSON {
    private static let whiteSpace: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

    /// `nil` for what is no JSON.
    static func text(of bytes: [UInt8]) -> String? {
        guard (try? JSON.parse(bytes)) != nil else { return nil }
        var (isInString, isEscaped) = (false, false)
        let kept = bytes.filter { byte in
            if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
            isEscaped = isInString && !isEscaped && byte == UInt8(ascii: "\\")
            return isInString || !whiteSpace.contains(byte)
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
