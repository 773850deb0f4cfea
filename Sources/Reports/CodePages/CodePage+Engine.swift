import Domain

extension CodePage {
    static let engine: [CodePage] = [
        CodePage(
            .engineUnreachable,
            "The Engine cannot be reached",
            exit: .engineUnreachable,
            cause: "Nothing answers at the endpoint, or not in time. There is never a report of half a host.",
            example: "reconcile audit -H ssh://root@staging.example",
            fix: "Check the endpoint that the first line of output names, then `docker version` with the same one."
        ),
        CodePage(
            .engineAnswer,
            "The Engine gave an answer that cannot be used",
            exit: .engineUnreachable,
            cause: "The answer was an error, was no JSON, was too large or broke off.",
            example: "GET /images/json: 500 Internal Server Error",
            fix: "Look into the Engine's own log; then run again."
        ),
        CodePage(
            .engineVersion,
            "The Engine is too old",
            exit: .engineUnreachable,
            cause: "The Engine speaks no API version that this tool knows; the oldest is 1.41.",
            example: "an Engine 19.03 with API 1.40",
            fix: "Update the Engine to 20.10 or newer."
        ),
        CodePage(
            .endpointRefused,
            "The endpoint is refused",
            exit: .configuration,
            cause: "The endpoint comes from the environment or the current context and is not the SSOT's, or it is "
                + "plain TCP without TLS.",
            example: "DOCKER_HOST=tcp://10.0.0.7:2375 reconcile plan",
            fix: "Type the endpoint with -H or -c, or correct `docker.host` in the SSOT."
        ),
        CodePage(
            .resourceIncomplete,
            "A resource lacks a field",
            exit: .done,
            cause: "The Engine's answer about one object lacked a mandatory field. The object is `unknown` and never "
                + "touched.",
            example: "container/odd-one: the Engine gave no image ID",
            fix: "Inspect the object with `docker inspect`."
        ),
        CodePage(
            .hostMismatch,
            "The host is not the one that the SSOT names",
            exit: .configuration,
            canWarn: true,
            cause:
                "The SSOT's `host` is neither the endpoint's host nor an address of this machine: a staging file must "
                + "not clean a laptop. For `audit` this is a warning.",
            example: "host: \"178.128.112.214\" on a machine with the address 192.168.1.20",
            fix: "Run on the host, or settle it with -H, -c, DOCKER_HOST or `docker.engine_id`."
        ),
        CodePage(
            .unprotectedStrangers,
            "Unknown containers run",
            exit: .done,
            cause: "No rule names them. They are never touched, but a careless pattern could make them safe to delete.",
            example: "container/n8n is unknown and runs",
            fix: "Protect or allow them; `audit` prints the lines."
        ),
        CodePage(
            .protectedByMemoryOnly,
            "Only memory protects a resource",
            exit: .done,
            cause: "A rule once protected it and no longer does. It stays protected until a `release` entry names it.",
            example: "volume/old-prod-data was protected by a prefix that was removed",
            fix: "Write the rule again, or a `release` entry with a reason."
        ),
        CodePage(
            .auditLogUnwritable,
            "The audit line could not be written",
            exit: .done,
            cause: "Neither `logging.audit_log` nor `local_fallback` could be appended to, or only the second.",
            example: "/var/log/ipai/docker-staging-audit.jsonl: permission denied",
            fix: "Make the folder writable for the user that runs audits. The line is in the ledger all the same."
        ),
        CodePage(
            .volumesUnseen,
            "Volumes cannot be seen",
            exit: .done,
            cause: "A volume driver could not list its volumes, and the Engine told the others only. Nothing of that "
                + "driver is taken for missing or gone, nothing of it is made, and plans are incomplete.",
            example: "list rclone: Post \"http://%2Frun%2Fdocker%2Fplugins%2Frclone.sock/VolumeDriver.List\": EOF",
            fix: "Mend or remove the plugin that the warning names, then look again."
        ),
    ]
}
