import Domain

extension CodePage {
    static let ssotSyntax: [CodePage] = [
        CodePage(
            .ssotUnreadable,
            "The SSOT cannot be read",
            exit: .inputMissing,
            cause: "The file is not there, is no regular file, is larger than 4 MiB or may not be read.",
            example: "reconcile audit -f infra/docker/DOCKER_STAGNG_SSOT.yaml",
            fix: "Name the file with -f or RECONCILE_FILE, and check its permissions."
        ),
        CodePage(
            .ssotSyntax,
            "The SSOT is not YAML",
            exit: .invalidInput,
            cause: "The text breaks a rule of YAML: a tab in the indentation, a missing colon, an open quote.",
            example: "allowed_volumes:\n\t- \"odoo-staging-db-data\"",
            fix: "Correct the line that the message shows; indent with spaces."
        ),
        CodePage(
            .ssotEncoding,
            "The SSOT is not plain UTF-8",
            exit: .invalidInput,
            cause: "The bytes are not UTF-8, or hold a NUL, a control character or a second document.",
            example: "a file that an editor saved as UTF-16 or Latin-1",
            fix: "Save the file as UTF-8 with one document in it."
        ),
        CodePage(
            .ssotRefusedConstruct,
            "The SSOT uses YAML that is refused",
            exit: .invalidInput,
            cause: "Anchors, aliases, merge keys, tags and keys that are no plain text are refused: they hide what a "
                + "reviewer should see, and some never end.",
            example: "allowed_volumes: *shared",
            fix: "Write the values out."
        ),
        CodePage(
            .ssotUnknownKey,
            "The SSOT has an unknown key",
            exit: .invalidInput,
            cause:
                "A key that nobody reads is most often a key that is misspelled, and its rule would protect nothing.",
            example: "protection_rules:\n  keep_name_prefixes: [\"odoo-db\"]",
            fix: "Use the key that the message proposes, or remove the line."
        ),
        CodePage(
            .ssotDuplicateKey,
            "The SSOT has a key twice",
            exit: .invalidInput,
            cause: "YAML readers disagree about which of the two counts.",
            example: "networks: [\"a\"]\nnetworks: [\"b\"]",
            fix: "Join the two into one."
        ),
        CodePage(
            .ssotType,
            "A value of the SSOT has the wrong type",
            exit: .invalidInput,
            cause: "A list stands where a text is wanted, a text where a number is wanted, and so on.",
            example: "allowed_volumes: \"odoo-staging-db-data\"",
            fix: "Write the type that the message names."
        ),
        CodePage(
            .ssotValue,
            "A value of the SSOT is not allowed",
            exit: .invalidInput,
            cause: "The type is right and the value is not: a negative age, an impossible date, an empty pattern, a "
                + "status that is none.",
            example: "cleanup_policy:\n  max_unused_image_age_days: -1",
            fix: "Write a value within the range that the message names."
        ),
        CodePage(
            .ssotMissingKey,
            "The SSOT lacks a key",
            exit: .invalidInput,
            cause: "Something that cannot be guessed is not there.",
            example: "healthchecks:\n  odoo_staging: {expected_status: 200}",
            fix: "Add the key that the message names."
        ),
    ]
}

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
