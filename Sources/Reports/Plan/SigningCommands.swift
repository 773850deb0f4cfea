/// The commands that sign and verify with stock OpenSSH, so that nobody needs to trust this tool for it.
package struct SigningCommands: Sendable, Hashable {
    private let file: String
    private let author: String?
    private let signersPath: String

    /// The commands for a plan file at a path; `author` is the principal who signed, `nil` for an unsigned file.
    package init(file: String, author: String?, signersPath: String) {
        self.file = file
        self.author = author
        self.signersPath = signersPath
    }

    /// Reads the file from standard input: given as an argument, `ssh-keygen` would offer to overwrite the author's
    /// signature.
    package var approve: [String] {
        [
            "ssh-keygen -Y sign -n reconcile-approval -f KEY \\", "  < \(quoted(file)) \\",
            "  > \(quoted(file + ".PRINCIPAL.approval.sig"))",
        ]
    }

    package var verify: [String] {
        let reproduce = ["reconcile verify-plan --reproduce --observed SNAPSHOT \\", "  \(quoted(file))"]
        guard let author else { return reproduce }
        return [
            "ssh-keygen -Y verify -n reconcile-plan -I \(quoted(author)) \\", "  -f \(quoted(signersPath)) \\",
            "  -s \(quoted(file + ".sig")) \\", "  < \(quoted(file))",
        ] + reproduce
    }

    /// A path with characters that a terminal must not see is printed with them escaped: visibly wrong is better than
    /// invisibly different.
    private func quoted(_ text: String) -> String { shellQuoted(terminalName(text)) }
}
