package import Domain

/// One line of an `allowed_signers` file.
package struct SignerEntry: Sendable, Hashable {
    /// The one person, exactly as written; a pattern with `*` and `?` only where `isAuthority`.
    package let principal: String
    package let key: PublicKey
    /// The namespaces that the key may sign in, as written.
    package let namespaces: [String]
    package let validAfter: Timestamp?
    package let validBefore: Timestamp?
    /// Whether the key signs certificates rather than files.
    package let isAuthority: Bool
    package let position: SourcePosition

    /// Whether the entry's key counts at this moment.
    package func isValid(at time: Timestamp) -> Bool {
        if let validAfter, time < validAfter { return false }
        if let validBefore, validBefore < time { return false }
        return true
    }

    package func permits(_ namespace: SignatureNamespace) -> Bool {
        namespaces.contains { $0.hasSameBytes(as: namespace.rawValue) }
    }
}

extension SignerEntry {
    /// Reads one line; `nil` for a blank line or a comment.
    static func parse(_ line: String, file: String, number: Int) throws(SignerLineFault) -> SignerEntry? {
        try refuseControls(in: line)
        let fields = try SignerField.split(line)
        guard let name = fields.first, name.text.utf8.first != UInt8(ascii: "#") else { return nil }
        guard fields.count > 1, KeyType(rawValue: fields[1].text) == nil else { throw missingNamespaces(name) }
        let options = try SignerOptions(fields[1])
        guard !options.namespaces.isEmpty else { throw missingNamespaces(fields[1]) }
        try check(name, isAuthority: options.isAuthority)
        return SignerEntry(
            principal: name.text,
            key: try key(fields),
            namespaces: options.namespaces,
            validAfter: options.validAfter,
            validBefore: options.validBefore,
            isAuthority: options.isAuthority,
            position: SourcePosition(file: file, line: number, column: name.column)
        )
    }

    /// Refuses control characters. OpenSSH stops reading a line at a NUL, so that text visible after it would have no
    /// effect.
    private static func refuseControls(in line: String) throws(SignerLineFault) {
        for (index, scalar) in line.unicodeScalars.enumerated() {
            guard scalar.properties.generalCategory == .control, scalar != "\t" else { continue }
            throw SignerLineFault(index + 1, "a control character stands here", fix: "Remove it.")
        }
    }

    private static func check(_ name: SignerField, isAuthority: Bool) throws(SignerLineFault) {
        if SignerGrammar.isPrincipal(name.text[...]) { return }
        if isAuthority, SignerGrammar.isPattern(name.text[...]) { return }
        let isList = name.text.utf8.contains(UInt8(ascii: ","))
        throw SignerLineFault(
            name.column,
            isList ? "a line must name one principal, not a list" : "the principal is not a literal name",
            fix: isList
                ? "Give each person a line with a key of their own: one key counts as one person."
                : "Use letters, digits and . _ @ + - only; * and ? belong on cert-authority lines."
        )
    }

    private static func key(_ fields: [SignerField]) throws(SignerLineFault) -> PublicKey {
        guard fields.count > 3 else {
            throw SignerLineFault(fields[0].column, "the line has no key", fix: "Append the contents of the .pub file.")
        }
        guard let key = PublicKey(type: fields[2].text, base64: fields[3].text) else {
            throw SignerLineFault(
                fields[2].column,
                "this is no OpenSSH public key that can be trusted",
                fix: "Copy type and key again from the .pub file."
            )
        }
        return key
    }

    private static func missingNamespaces(_ field: SignerField) -> SignerLineFault {
        SignerLineFault(
            field.column,
            "the line has no namespaces option",
            fix: "Write PRINCIPAL namespaces=\"reconcile-plan,reconcile-approval\" KEYTYPE KEY."
        )
    }
}

/// A run of characters between blanks, with the column that it begins in.
struct SignerField {
    let text: String
    let column: Int

    /// Splits a line at blanks outside double quotes, as OpenSSH does.
    static func split(_ line: String) throws(SignerLineFault) -> [SignerField] {
        var fields: [SignerField] = []
        var current = String.UnicodeScalarView()
        var start = 1
        var quote: Int?
        for (index, scalar) in line.unicodeScalars.enumerated() {
            if quote == nil, scalar == " " || scalar == "\t" {
                if !current.isEmpty { fields.append(SignerField(text: String(current), column: start)) }
                current = String.UnicodeScalarView()
                continue
            }
            if current.isEmpty { start = index + 1 }
            if scalar == "\"", fields.count < 2 { quote = quote == nil ? index + 1 : nil }
            current.append(scalar)
        }
        if let quote { throw SignerLineFault(quote, "a quote is not closed", fix: "Close it with \".") }
        if !current.isEmpty { fields.append(SignerField(text: String(current), column: start)) }
        return fields
    }
}

/// The alphabets and dates of a strict `allowed_signers` line.
enum SignerGrammar {
    /// `[A-Za-z0-9._@+-]+`: no lists, no patterns, nothing to quote.
    static func isPrincipal(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isLiteral) }

    /// As a principal, with `*` and `?`: what a certificate authority may vouch for.
    static func isPattern(_ text: Substring) -> Bool {
        let wildcards = Array("*?".utf8)
        return !text.isEmpty && text.utf8.allSatisfy { isLiteral($0) || wildcards.contains($0) }
    }

    /// `YYYYMMDDZ`, `YYYYMMDDHHMMZ` or `YYYYMMDDHHMMSSZ`; without `Z` the moment would depend on the reader's zone.
    static func timestamp(_ text: String) -> Timestamp? {
        let digits = Array(text.utf8.dropLast())
        guard text.utf8.last == UInt8(ascii: "Z"), [8, 12, 14].contains(digits.count) else { return nil }
        let full = digits + Array(repeating: UInt8(ascii: "0"), count: 14 - digits.count)
        let parts = [0..<4, 4..<6, 6..<8, 8..<10, 10..<12, 12..<14].map { String(decoding: full[$0], as: UTF8.self) }
        return Timestamp(
            parsing: "\(parts[0])-\(parts[1])-\(parts[2])T\(parts[3]):\(parts[4]):\(parts[5])Z"
        )
    }

    private static func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: Array("._@+-".utf8).contains(byte)
        }
    }
}

/// What is wrong with one line of a signers file, and in which column.
struct SignerLineFault: Error {
    let column: Int
    let summary: String
    let fix: String

    init(_ column: Int, _ summary: String, fix: String) {
        self.column = column
        self.summary = summary
        self.fix = fix
    }
}
