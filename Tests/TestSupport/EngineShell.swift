/// Docker's own command line against one Engine.
package struct EngineShell: Sendable {
    /// `unix:///…`.
    package let host: String

    package init(host: String) { self.host = host }

    @discardableResult
    package func docker(_ arguments: String...) async throws -> String { try await docker(arguments) }

    @discardableResult
    package func docker(_ arguments: [String]) async throws -> String {
        try await Command.run("/usr/bin/env", ["docker"] + arguments, environment: environment)
    }

    /// Runs a shell script whose `docker` speaks to this Engine; stops at the first failure.
    @discardableResult
    package func shell(_ script: String) async throws -> String {
        try await Command.run("/bin/sh", ["-euc", script], environment: environment)
    }

    package var environment: [String: String] { ["DOCKER_HOST": host, "DOCKER_CONTEXT": "", "DOCKER_BUILDKIT": "0"] }

    /// Makes an image of busybox without a registry, whose layer no other image shares.
    ///
    /// - Parameters:
    ///   - reference: Its name and tag.
    ///   - folders: What else there is at its root.
    ///   - changes: Lines of a Dockerfile.
    /// - Returns: Its ID.
    /// - Throws: What keeps it from being made.
    @discardableResult
    package func importImage(
        _ reference: String,
        folders: [String] = [],
        changes: [String] = []
    ) async throws -> String {
        let paths = (["bin", "etc"] + folders).map { "\"$root/\($0)\"" }.joined(separator: " ")
        let flags = changes.map { "--change '\($0.replacing("'", with: #"'\''"#))'" }.joined(separator: " ")
        return try await shell(
            """
            root=$(mktemp -d)
            mkdir -p \(paths)
            cp /bin/busybox "$root/bin/busybox"
            for applet in sh sleep true false cat httpd ls tar sha256sum id; do ln -s busybox "$root/bin/$applet"; done
            printf '%s' '\(reference)' >"$root/etc/image-name"
            tar -C "$root" -c . | docker import \(flags) - '\(reference)'
            rm -r "$root"
            """
        )
    }
}
