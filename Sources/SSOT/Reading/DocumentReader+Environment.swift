import Domain

extension DocumentReader {
    /// The environment that the root key names; an error where the key is none.
    func rootEnvironment() -> String? {
        if let name = EnvironmentName.inRootKey(rootKey.value) { return name }
        faults.error(
            .ssotUnknownKey,
            "The root key `\(Legibility.printable(rootKey.value))` is not of the form `docker_<env>_ssot`.",
            fix: "Name it after the environment: `docker_staging_ssot`. An environment is lower-case letters, digits, "
                + "`_` and `-`.",
            at: rootKey.position
        )
        return nil
    }

    /// The environment's name: `env`, else the root key's.
    func environment(_ fields: Fields<RootKey>, _ ofRootKey: String?) -> Located<String>? {
        guard fields[.env] != nil else { return ofRootKey.map { Located($0, at: rootKey.position) } }
        guard let written = fields.name(.env) else { return nil }
        guard EnvironmentName.isValid(written.value) else {
            faults.error(
                .ssotValue,
                "`env` is `\(Legibility.printable(written.value))`, which is no name of an environment.",
                fix: "Use lower-case letters, digits, `_` and `-`.",
                at: written.position
            )
            return nil
        }
        return written
    }
}
