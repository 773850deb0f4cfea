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

/// Splits a command as a POSIX shell splits it into words: quotes and backslashes count, nothing is expanded.
enum ShellWords {
    /// `nil` where a quote is not closed or the text ends in a backslash.
    static func split(_ text: String) -> [String]? {
        var splitter = Splitter()
        for scalar in text.unicodeScalars { splitter.take(scalar) }
        return splitter.finished
    }

    private struct Splitter {
        private enum Mode { case bare, single, double }

        private var words: [String] = []
        private var word: String.UnicodeScalarView?
        private var mode = Mode.bare
        private var isEscaped = false

        var finished: [String]? {
            guard mode == .bare, !isEscaped else { return nil }
            return words + [word].compactMap(\.self).map { String($0) }
        }

        mutating func take(_ scalar: Unicode.Scalar) {
            if isEscaped {
                takeEscaped(scalar)
                return
            }
            switch mode {
            case .bare: takeBare(scalar)
            case .single: if scalar == "'" { mode = .bare } else { append(scalar) }
            case .double: takeDouble(scalar)
            }
        }

        private mutating func takeBare(_ scalar: Unicode.Scalar) {
            switch scalar {
            case " ", "\t", "\n": endWord()
            case "'": open(.single)
            case "\"": open(.double)
            case "\\": isEscaped = true
            default: append(scalar)
            }
        }

        private mutating func takeDouble(_ scalar: Unicode.Scalar) {
            switch scalar {
            case "\"": mode = .bare
            case "\\": isEscaped = true
            default: append(scalar)
            }
        }

        /// Between double quotes a backslash stands for itself before all but four characters; before a line break it
        /// vanishes with it.
        private mutating func takeEscaped(_ scalar: Unicode.Scalar) {
            isEscaped = false
            guard scalar != "\n" else { return }
            if mode == .double, !["\"", "\\", "$", "`"].contains(scalar) { append("\\") }
            append(scalar)
        }

        private mutating func open(_ mode: Mode) {
            self.mode = mode
            word = word ?? String.UnicodeScalarView()
        }

        private mutating func append(_ scalar: Unicode.Scalar) {
            var current = word ?? String.UnicodeScalarView()
            word = nil
            current.append(scalar)
            word = current
        }

        private mutating func endWord() {
            if let word { words.append(String(word)) }
            word = nil
        }
    }
}
