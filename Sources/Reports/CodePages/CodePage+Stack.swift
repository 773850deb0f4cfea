import Domain

extension CodePage {
    static let stack: [CodePage] = [
        CodePage(
            .stackSyntax,
            "The Compose file is not YAML",
            exit: .invalidInput,
            canWarn: true,
            cause: "The text of a file of the stack breaks a rule of YAML, or is not UTF-8.",
            example: "services:\n  web:\n    image: \"odoo:18.0",
            fix: "Correct the line that the message shows."
        ),
        CodePage(
            .stackValue,
            "A value of the Compose file is not allowed",
            exit: .invalidInput,
            canWarn: true,
            cause: "A value has the wrong type or says what Compose does not accept: a port beyond 65535, a size "
                + "without a number, two keys that exclude each other.",
            example: "ports: [\"80690:8069\"]",
            fix: "Write what the message names. `docker compose config` refuses the same."
        ),
        CodePage(
            .stackUnknownKey,
            "The Compose file has an unknown key",
            exit: .invalidInput,
            canWarn: true,
            cause: "Compose knows no such key at this place: most often one that is misspelled, or indented too little "
                + "or too far. Keys that begin with `x-` are free.",
            example: "services:\n  web:\n    enviroment: {TZ: UTC}",
            fix: "Use the key that the message proposes, or remove the line."
        ),
        CodePage(
            .stackVariable,
            "A variable of the Compose file has no value",
            exit: .invalidInput,
            canWarn: true,
            cause: "`${NAME}` is not set where the plan is made, is required by `${NAME:?}`, or is misspelled. Compose "
                + "would put nothing in its place; where that changes which image runs or what a thing is called, it "
                + "is an error, elsewhere a warning. A line of an env file that cannot be read is one too.",
            example: "image: \"odoo:${ODOO_VERSION}\", with ODOO_VERSION unset",
            fix: "Set the variable or add its env file to `stack.env_files`; or write a default, `${NAME:-value}`."
        ),
        CodePage(
            .stackUnsupported,
            "The Compose file asks for what cannot be planned",
            exit: .invalidInput,
            canWarn: true,
            cause: "The key is right and its effect could not be compared on the host afterwards, or this Engine is "
                + "too old for it. A key that has no effect outside Swarm is a warning.",
            example: "configs:\n  conf: {content: \"x\"}  # leaves no trace in the container",
            fix: "Write it in the way that the message names, or leave this service to Compose."
        ),
        CodePage(
            .stackReference,
            "The Compose file names what is not there",
            exit: .invalidInput,
            canWarn: true,
            cause: "A service names a service, network, volume, config, secret or file that nobody declares or that "
                + "cannot be read; or services depend on each other in a circle.",
            example: "depends_on: [db], without a service `db`",
            fix: "Declare what is named, choose its profile, or correct the name."
        ),
        CodePage(
            .stackAllowList,
            "The allow-lists and the stack disagree",
            exit: .done,
            cause: "The SSOT allows something that the stack does not declare, so that no plan will create it; or the "
                + "stack declares something that no list names.",
            example: "allowed_containers: [\"odoo-old\"], with no such service",
            fix: "Make the two agree: declare it in the stack, or change the list."
        ),
    ]
}
