import Files

/// Which key to sign with: `--key`, else `RECONCILE_KEY`, else the one that `init` made.
package enum KeyChoice {
    /// Where `init` keeps the author's key, below the state directory.
    package static let authorKey = "keys/author"
    /// Where `init` keeps the host's own key, below the state directory.
    package static let hostKey = "keys/host"

    /// The first of the three that is named; a named key that cannot be used is a fault, never passed by.
    package static func resolve(
        flag: String?,
        environment: String?,
        stateDirectory: String
    ) throws(KeyFault) -> SigningKey {
        if let flag { return try key(at: flag) }
        if let environment, !environment.isEmpty { return try key(at: environment) }
        let made = Paths.join(stateDirectory, authorKey)
        guard FileKind.of(made) != nil else { throw .noneChosen(lookedAt: made) }
        return try key(at: made)
    }

    /// A `.pub` file stands for a key in an agent; any other file must be readable by its owner alone.
    package static func key(at path: String) throws(KeyFault) -> SigningKey {
        let contents: FileContents
        do {
            contents = try FileReading.contents(of: path, limit: 65_536, followingLinks: true)
        } catch {
            throw .file(error)
        }
        if path.hasSuffix(".pub") { return .agent(publicFile: path) }
        guard contents.mode & 0o077 == 0 else { throw .tooOpen(path: path, mode: contents.mode) }
        return .privateFile(path: path)
    }
}
