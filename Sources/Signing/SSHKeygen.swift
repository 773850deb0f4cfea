import Domain
import Files

/// Stock `ssh-keygen`, found once: what signs and verifies, so that anybody can check us without us.
package struct SSHKeygen: Sendable {
    /// The absolute path that every run uses.
    package let executable: String
    let process: KeygenProcess
    var scratch: String { process.scratch }

    /// - Parameters:
    ///   - executable: An absolute path, as `locate` gives it.
    ///   - environment: The variables of this process; only those that an agent and a prompt need are passed on.
    ///   - scratch: An existing directory in which private temporary directories may be made.
    ///   - deadline: Returns when one run has taken too long; 30 s is plenty, but a prompt waits for a person.
    package init(
        executable: String,
        environment: [String: String],
        scratch: String,
        deadline: @escaping @Sendable () async throws -> Void
    ) {
        self.executable = executable
        process = KeygenProcess(
            executable: executable,
            environment: environment.filter { SSHKeygen.passedOn.contains($0.key) },
            scratch: scratch,
            deadline: deadline
        )
    }

    /// The absolute path of `ssh-keygen`: the first on `searchPath`, else `/usr/bin/ssh-keygen`.
    ///
    /// Relative entries are passed by: a checkout could hold an `ssh-keygen` of its own.
    package static func locate(searchPath: String) throws(KeygenFault) -> String {
        let entries = searchPath.split(separator: ":").map(String.init).filter(Paths.isAbsolute)
        let candidates = entries.map { Paths.join($0, "ssh-keygen") } + ["/usr/bin/ssh-keygen"]
        guard let found = candidates.first(where: isExecutable) else { throw .notFound(searched: entries) }
        return found
    }

    private static let passedOn = [
        "SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "SSH_SK_PROVIDER", "HOME", "PATH", "DISPLAY",
        "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR",
    ]

    private static func isExecutable(_ path: String) -> Bool {
        FileKind.of(path, followingLinks: true) == .regular && Paths.isExecutable(path)
    }
}
