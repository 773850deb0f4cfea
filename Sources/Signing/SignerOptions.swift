import Domain

/// The options of one signers line: which namespaces, from when until when, and whether a certificate authority.
struct SignerOptions {
    private(set) var namespaces: [String] = []
    private(set) var validAfter: Timestamp?
    private(set) var validBefore: Timestamp?
    private(set) var isAuthority = false

    init(_ field: SignerField) throws(SignerLineFault) {
        var seen: [String] = []
        for option in SignerOptions.split(field) {
            let parts = option.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard !seen.contains(name) else {
                throw SignerLineFault(option.column, "the option \(name) stands twice", fix: "Keep one of them.")
            }
            seen.append(name)
            try set(name, parts.dropFirst().first.map(String.init), option.column)
        }
        if let validAfter, let validBefore, validBefore <= validAfter {
            throw SignerLineFault(field.column, "valid-before is not after valid-after", fix: "Swap the two times.")
        }
    }

    private mutating func set(_ name: String, _ value: String?, _ column: Int) throws(SignerLineFault) {
        switch (name, value) {
        case ("cert-authority", nil): isAuthority = true
        case ("namespaces", let value?): namespaces = try SignerOptions.namespaces(value, column)
        case ("valid-after", let value?): validAfter = try SignerOptions.time(value, name, column)
        case ("valid-before", let value?): validBefore = try SignerOptions.time(value, name, column)
        default:
            throw SignerLineFault(
                column,
                "\(name) is no option that is understood here",
                fix: "Use namespaces=\"…\", valid-after=\"…\", valid-before=\"…\" or cert-authority."
            )
        }
    }

    private static func namespaces(_ value: String, _ column: Int) throws(SignerLineFault) -> [String] {
        let names = try unquoted(value, column).split(separator: ",", omittingEmptySubsequences: false)
        guard names.allSatisfy(SignerGrammar.isPrincipal) else {
            throw SignerLineFault(
                column,
                "namespaces must be a list of literal names",
                fix: "Name each one: namespaces=\"reconcile-plan,reconcile-approval\"."
            )
        }
        return names.map(String.init)
    }

    private static func time(_ value: String, _ name: String, _ column: Int) throws(SignerLineFault) -> Timestamp {
        guard let time = SignerGrammar.timestamp(try unquoted(value, column)) else {
            throw SignerLineFault(
                column,
                "\(name) is no time in UTC",
                fix: "Write \(name)=\"20270131Z\" or \(name)=\"20270131235959Z\", with the Z for UTC."
            )
        }
        return time
    }

    private static func unquoted(_ value: String, _ column: Int) throws(SignerLineFault) -> String {
        let isQuoted = value.utf8.count >= 2 && value.utf8.first == 34 && value.utf8.last == 34
        let inner = String(decoding: value.utf8.dropFirst().dropLast(), as: UTF8.self)
        guard isQuoted, !inner.utf8.contains(34), !inner.utf8.contains(UInt8(ascii: "\\")) else {
            throw SignerLineFault(column, "an option's value must stand in double quotes", fix: "Write name=\"value\".")
        }
        return inner
    }

    /// Splits at commas outside quotes.
    private static func split(_ field: SignerField) -> [SignerField] {
        var options: [SignerField] = []
        var current = String.UnicodeScalarView()
        var start = field.column
        var isQuoted = false
        for (index, scalar) in field.text.unicodeScalars.enumerated() {
            if scalar == "\"" { isQuoted.toggle() }
            if scalar == ",", !isQuoted {
                options.append(SignerField(text: String(current), column: start))
                current = String.UnicodeScalarView()
                start = field.column + index + 1
            } else {
                current.append(scalar)
            }
        }
        return options + [SignerField(text: String(current), column: start)]
    }
}
