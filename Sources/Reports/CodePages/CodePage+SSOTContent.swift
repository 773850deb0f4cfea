import Domain

extension CodePage {
    static let ssotContent: [CodePage] = [
        CodePage(
            .ssotContradiction,
            "The SSOT contradicts itself",
            exit: .invalidInput,
            cause:
                "A name is both allowed and protected, or a pattern of what is safe to delete matches a name that is "
                + "allowed.",
            example: "allowed_containers: [\"test-db\"]\nprotection_rules:\n  safe_to_delete_patterns: [\"test-*\"]",
            fix: "Change one of the two lines that the message names."
        ),
        CodePage(
            .ssotShadowedRule,
            "A rule of the SSOT has no effect of its own",
            exit: .done,
            cause: "Another rule says the same or more.",
            example: "safe_to_delete_patterns: [\"test-*\", \"test-a*\"]",
            fix: "Remove the narrower rule, or leave it as a note for people."
        ),
        CodePage(
            .ssotTagGlobMissesPlainTag,
            "A tag pattern misses the plain tag",
            exit: .done,
            cause: "The pattern ends in `-*` and does not match the tag without a suffix.",
            example: "allowed_images: [{repo: \"odoo\", tag: \"18.0-*\"}]  # misses odoo:18.0",
            fix: "Add an entry for the plain tag if it is meant, or ignore the warning."
        ),
        CodePage(
            .ssotEnvironmentMismatch,
            "The names of the environment disagree",
            exit: .done,
            cause: "The root key, `env` and the file's name speak of different environments.",
            example: "docker_staging_ssot:\n  env: \"production\"",
            fix: "Make the three agree."
        ),
        CodePage(
            .ssotName,
            "A name of the SSOT can be no name of an object",
            exit: .invalidInput,
            cause: "The Engine accepts no object of that name, so the entry can never match.",
            example: "allowed_containers: [\"odoo staging\"]",
            fix: "Write the name as `docker ps` shows it."
        ),
        CodePage(
            .stackMissing,
            "The stack file is not there",
            exit: .invalidInput,
            canWarn: true,
            cause:
                "`source_of_truth` names a file that does not exist. Plain and project names of volumes and networks "
                + "then both count as expected. `validate` and `audit` warn; a plan of the stack is refused.",
            example: "source_of_truth: \"sandbox/staging/docker-compose.yml\"",
            fix: "Check `working_directory` and `source_of_truth`, or run where the repository is checked out."
        ),
        CodePage(
            .guardFile,
            "The host's guard file is not valid",
            exit: .configuration,
            cause: "The guard file protects what no pull request may touch. A guard file that cannot be read in full "
                + "stops everything: guessing would protect less.",
            example: "/etc/reconcile/guard.yaml:3:1: unknown key \"protct\"",
            fix: "Correct the guard file on the host."
        ),
    ]
}
