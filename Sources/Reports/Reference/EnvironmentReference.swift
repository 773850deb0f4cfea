/// The variables of the environment that the program looks at.
package enum EnvironmentReference {
    package static let variables: [(name: String, meaning: String)] = [
        ("RECONCILE_FILE", "The SSOT, where `-f` names none."),
        ("RECONCILE_STATE", "Where ledger, keys and locks are, where `--state` does not say."),
        ("RECONCILE_KEY", "The key to sign plans with, where `--key` names none."),
        ("RECONCILE_DIGEST_KEY", "The file with the host's digest key, to compare sealed values away from the host."),
        ("DOCKER_HOST", "The Engine's endpoint, where `-H` and `-c` are not given."),
        ("DOCKER_CONTEXT", "The docker context, where nothing above names an endpoint."),
        ("DOCKER_CONFIG", "Docker's folder with contexts and plugins; `~/.docker` where it is not set."),
        ("DOCKER_TLS", "As docker has it: a `tcp://` endpoint is reached through TLS. Such endpoints are refused yet."),
        ("DOCKER_TLS_VERIFY", "The same, with the server's certificate checked."),
        ("COMPOSE_PROJECT_NAME", "The project's name, where neither SSOT nor Compose file says it."),
        ("COMPOSE_PROFILES", "Profiles of the stack, where the SSOT names none."),
        ("COMPOSE_DISABLE_ENV_FILE", "With a true value the `.env` beside the Compose file is not read."),
        ("NO_COLOR", "Any value: no colour."),
        ("CLICOLOR", "`0`: no colour."),
        ("CLICOLOR_FORCE", "Any value but `0`: colour also where the output is no terminal."),
        ("FORCE_COLOR", "The same as CLICOLOR_FORCE."),
        ("TERM", "`dumb`: neither colour nor characters beyond ASCII."),
        ("COLUMNS", "The width of text; the terminal's where it is not set, and no limit where there is none."),
        ("HOME", "Where `~` and docker's own folder are."),
        ("PATH", "Where `ssh-keygen` and the Compose plugin are looked for."),
        ("TMPDIR", "Where short-lived files of signing go."),
    ]

    /// The page of the reference.
    package static var markdown: String {
        let rows = variables.map { ["`\($0.name)`", $0.meaning] }
        return [
            "# Reference: environment variables", "",
            "An empty variable counts as one that is not set. Beside these, the stack's own files may use any variable.",
            "", MarkdownTable(header: ["Variable", "Meaning"], rows: rows).text,
        ].joinedLines
    }
}
