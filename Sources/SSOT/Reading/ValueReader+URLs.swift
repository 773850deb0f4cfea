import Domain

extension ValueReader {
    /// An `http` or `https` URL with a host and without user or password. Messages never quote it: it may hold a secret.
    func httpURL(_ node: YAMLNode, _ name: String) -> Located<String>? {
        guard let text = scalar(node, name) else { return nil }
        guard let problem = ValueReader.problem(ofHTTPURL: text) else { return Located(text, at: node.position) }
        faults.error(
            .ssotValue,
            "The URL of `\(name)` \(problem).",
            fix: "Write it as https://host/path.",
            at: node.position
        )
        return nil
    }

    static func problem(ofHTTPURL text: String) -> String? {
        guard text.utf8.count <= 2048 else { return "is longer than 2048 bytes" }
        guard let rest = remainder(text, after: ["http://", "https://"]) else { return "is neither http nor https" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.isEmpty, authority.first != ":" else { return "names no host" }
        guard !authority.contains("@") else { return "holds a user name or password" }
        guard text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
            return "holds white space or characters outside ASCII"
        }
        return nil
    }

    /// An endpoint as `docker -H` takes it.
    func endpoint(_ node: YAMLNode, _ name: String) -> Located<String>? {
        guard let text = self.name(node, name) else { return nil }
        let rest = ValueReader.remainder(text.value, after: ["unix://", "ssh://", "tcp://"])
        guard let rest, let first = rest.first, first != "-" else {
            faults.error(
                .ssotValue,
                "`\(name)` is no endpoint of a Docker Engine.",
                fix: "Write unix:///var/run/docker.sock, ssh://user@host or tcp://host:2376.",
                at: text.position
            )
            return nil
        }
        return text
    }

    private static func remainder(_ text: String, after schemes: [String]) -> Substring? {
        schemes.first { text.utf8.starts(with: $0.utf8) }.map { text.dropFirst($0.count) }
    }
}
