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
