package import Domain

/// Who may sign what: an OpenSSH `allowed_signers` file in the strict form in which one line is one person.
package struct AllowedSigners: Sendable, Equatable {
    package let entries: [SignerEntry]
    /// The very bytes that were parsed: verification hands these to `ssh-keygen`, never the path again.
    package let bytes: [UInt8]

    /// The principals that one person can stand for, each once, by their bytes.
    package var principals: [String] { Array(Set(literal.map(\.principal))).sortedByBytes() }

    /// Whether the file lists the principal literally, or by the pattern of a certificate authority.
    package func admits(_ principal: String) -> Bool {
        guard SignerGrammar.isPrincipal(principal[...]) else { return false }
        return entries.contains { entry in
            entry.isAuthority
                ? Glob(entry.principal).matches(principal) : entry.principal.hasSameBytes(as: principal)
        }
    }

    /// The entries of one plain key; with a valid file all of them name the same principal.
    package func entries(forKey blob: [UInt8]) -> [SignerEntry] {
        entries.filter { !$0.isAuthority && $0.key.blob == blob }
    }

    private var literal: [SignerEntry] { entries.filter { !$0.isAuthority } }
}

extension AllowedSigners {
    /// Reads a signers file and tells every fault with its place; there is no value unless the file has none.
    ///
    /// The form is stricter than OpenSSH's, which would count `alice,bob KEY` as two people. The caller limits the
    /// size.
    package static func parse(_ bytes: [UInt8], file: String) -> (AllowedSigners?, [Diagnostic]) {
        if let fault = carriageReturn(in: bytes, file: file) { return (nil, [fault]) }
        var entries: [SignerEntry] = []
        var faults: [Diagnostic] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            do {
                let text = try decode(line)
                if let entry = try SignerEntry.parse(text, file: file, number: index + 1) { entries.append(entry) }
            } catch {
                let position = SourcePosition(file: file, line: index + 1, column: error.column)
                faults.append(diagnostic(error, at: position, line: String(validating: line, as: UTF8.self)))
            }
        }
        faults += sharedKeys(in: entries)
        guard faults.isEmpty else { return (nil, faults) }
        return (AllowedSigners(entries: entries, bytes: bytes), [])
    }

    private static func decode(_ line: ArraySlice<UInt8>) throws(SignerLineFault) -> String {
        guard let text = String(validating: line, as: UTF8.self) else {
            throw SignerLineFault(1, "the line is not UTF-8", fix: "Save the file as UTF-8.")
        }
        return text
    }

    private static func carriageReturn(in bytes: [UInt8], file: String) -> Diagnostic? {
        guard let index = bytes.firstIndex(of: UInt8(ascii: "\r")) else { return nil }
        let before = bytes[..<index]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count { $0 & 0xC0 != 0x80 } + 1
        return Diagnostic(
            .signersInvalid,
            .error,
            "the signers file has CRLF line ends",
            fix: "Convert it to LF, and mark it -text in .gitattributes so that git leaves its bytes alone.",
            position: SourcePosition(file: file, line: line, column: column)
        )
    }

    /// One key under two names would let one person count as two.
    private static func sharedKeys(in entries: [SignerEntry]) -> [Diagnostic] {
        var owners: [[UInt8]: SignerEntry] = [:]
        return entries.compactMap { entry in
            guard let first = owners.updateValue(owners[entry.key.blob] ?? entry, forKey: entry.key.blob) else {
                return nil
            }
            guard !first.principal.hasSameBytes(as: entry.principal) else { return nil }
            return Diagnostic(
                .signersInvalid,
                .error,
                "the key of \(entry.principal) already belongs to \(first.principal) (\(first.position))",
                fix: "Give each person a key of their own.",
                position: entry.position
            )
        }
    }

    private static func diagnostic(_ fault: SignerLineFault, at position: SourcePosition, line: String?) -> Diagnostic {
        Diagnostic(
            .signersInvalid,
            .error,
            fault.summary,
            fix: fault.fix,
            position: position,
            sourceLine: line
        )
    }
}
