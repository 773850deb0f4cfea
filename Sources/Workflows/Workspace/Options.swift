/// The global flags of the command line, as typed.
package struct Options: Sendable {
    /// `-f`: the SSOT.
    package var file: String?
    /// `-H`: the Engine's endpoint.
    package var host: String?
    /// `-c`: a docker context.
    package var context: String?
    /// `-C`: the repository root, and what relative paths start from.
    package var directory: String?
    /// `--state`: where ledger, keys and locks are.
    package var state: String?
    /// `--key`: what to sign with.
    package var key: String?
    /// `--guard`: further guard files; they only add protection.
    package var guardFiles: [String]
    /// `--no-input`: never ask.
    package var noInput: Bool

    package init(
        file: String? = nil,
        host: String? = nil,
        context: String? = nil,
        directory: String? = nil,
        state: String? = nil,
        key: String? = nil,
        guardFiles: [String] = [],
        noInput: Bool = false
    ) {
        self.file = file
        self.host = host
        self.context = context
        self.directory = directory
        self.state = state
        self.key = key
        self.guardFiles = guardFiles
        self.noInput = noInput
    }
}
