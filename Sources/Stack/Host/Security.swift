internal import Compose
internal import Domain

/// Capabilities, security options and what belongs to them.
extension ServiceBuilder {
    mutating func addSecurity(to body: inout Body) {
        body.set("CapAdd", ServiceBuilder.capabilities(self["cap_add"]?.texts ?? []))
        body.set("CapDrop", ServiceBuilder.capabilities(self["cap_drop"]?.texts ?? []))
        body.set("GroupAdd", self["group_add"]?.texts ?? [])
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

    /// No option to the Engine: it means no masked and no read-only paths.
    private static let unconfinedPaths = "systempaths=unconfined"

    /// As docker's client writes them: capitals, `CAP_`, sorted, each once; `ALL` alone.
    private static func capabilities(_ names: [String]) -> [String] {
        let upper = names.map { $0.uppercased() }
        guard !upper.contains("ALL") else { return ["ALL"] }
        return Set(upper.map { $0.hasPrefix("CAP_") ? $0 : "CAP_\($0)" }).sortedByBytes()
    }

    /// The Engine takes the text of a seccomp profile, not its path.
    private mutating func securityOption(_ option: ComposeValue) -> JSON? {
        guard let text = option.text, text != ServiceBuilder.unconfinedPaths else { return nil }
        let file = text.value(after: "seccomp=") ?? text.value(after: "seccomp:")
        guard let file, !["unconfined", "builtin"].contains(file) else { return .string(text) }
        let path = file.hasPrefix("/") ? file : "\(context.workingDirectory)/\(ServiceBuilder.relative(file))"
        if let bytes = context.read(path), let profile = CompactJSON.text(of: bytes) {
            return .string("seccomp=\(profile)")
        }
        findings.fault(
            .stackValue,
            "The seccomp profile `\(file)` of \(owner) is not there or is no JSON",
            fix: "Put the file there, or correct its path.",
            at: option.position
        )
        return nil
    }

    private static func relative(_ path: String) -> String { path.value(after: "./") ?? path }
}
