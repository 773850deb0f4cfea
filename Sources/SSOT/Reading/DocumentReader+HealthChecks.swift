import Domain

extension DocumentReader {
    private static let defaultTimeoutSeconds = 30

    func healthChecks(_ node: YAMLNode) -> [HealthCheck] {
        (values.mapping(node, RootKey.healthchecks.rawValue) ?? []).compactMap { healthCheck($0) }
    }

    private func healthCheck(_ pair: YAMLPair) -> HealthCheck? {
        let keyNode = YAMLNode(position: pair.key.position, content: .scalar(pair.key.value, isPlain: false))
        let name = values.name(keyNode, RootKey.healthchecks.rawValue)
        guard let fields = Fields<HealthCheckKey>(pair.value, "healthchecks.*", values) else { return nil }
        let timeout = fields.integer(.timeoutSeconds, in: 1...3_600)?.value
        guard let probe = probe(fields, of: pair.key), let name else { return nil }
        return HealthCheck(
            name: name.value,
            probe: probe,
            timeoutSeconds: timeout ?? DocumentReader.defaultTimeoutSeconds,
            position: name.position
        )
    }

    /// A check has exactly one of `url` and `command`, and only the keys that belong to it.
    private func probe(_ fields: Fields<HealthCheckKey>, of name: Located<String>) -> HealthCheck.Probe? {
        switch (fields[.url], fields[.command]) {
        case (.some, nil):
            refuse([.expectedExitCode, .container], beside: .url, in: fields)
            let status = fields.integer(.expectedStatus, in: 100...599)?.value ?? 200
            return fields.httpURL(.url).map { .http(url: $0.value, expectedStatus: status) }
        case (nil, let command?):
            refuse([.expectedStatus], beside: .command, in: fields)
            let code = fields.integer(.expectedExitCode, in: 0...255)?.value ?? 0
            let container = fields.name(.container)?.value
            return words(command).map { .command(words: $0, expectedExitCode: code, container: container) }
        case (nil, nil):
            refuseProbe(name, "has neither `url` nor `command`", code: .ssotMissingKey)
        case (.some, .some):
            refuseProbe(name, "has both `url` and `command`", code: .ssotContradiction)
        }
        return nil
    }

    private func words(_ node: YAMLNode) -> [String]? {
        guard let text = values.text(node, HealthCheckKey.command.rawValue) else { return nil }
        let words = ShellWords.split(text.value)
        if let words, words.first?.isEmpty == false { return words }
        faults.error(
            .ssotValue,
            words == nil ? "A quote in `command` is not closed." : "`command` names no program.",
            fix: "Write a program and its arguments; quotes and backslashes work as in a shell, nothing is expanded.",
            at: text.position
        )
        return nil
    }

    private func refuse(_ keys: [HealthCheckKey], beside owner: HealthCheckKey, in fields: Fields<HealthCheckKey>) {
        for key in keys {
            guard let position = fields.keyPosition(key) else { continue }
            faults.error(
                .ssotContradiction,
                "`\(key.rawValue)` has no meaning beside `\(owner.rawValue)`.",
                fix: "Delete it.",
                at: position
            )
        }
    }

    private func refuseProbe(_ name: Located<String>, _ problem: String, code: DiagnosticCode) {
        faults.error(
            code,
            "The health check `\(Legibility.printable(name.value))` \(problem).",
            fix: "Give it exactly one of the two.",
            at: name.position
        )
    }
}
