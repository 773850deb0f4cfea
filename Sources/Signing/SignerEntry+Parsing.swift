import Domain

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

    /// OpenSSH stops reading a line at a NUL: what people see after it would not count.
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
