import Domain

/// The attributes of `Config` that an image can set as well: command, user, working directory, environment and the
/// like.
extension AttributeReader {
    func readProcess(_ config: JSON, into set: inout AttributeSet) {
        // An empty command is the same as none: the Engine then takes the image's. An empty entrypoint is not: it
        // removes the image's.
        if let command = config["Cmd"]?.array, !command.isEmpty { set[.command] = sealed(list: command) }
        if let entrypoint = config["Entrypoint"]?.array { set[.entrypoint] = self.entrypoint(entrypoint) }
        set[.user] = free(config["User"], PlainForm.isNumeric)
        set[.workingDirectory] = workingDirectory(config["WorkingDir"])
        set[.stopSignal] = config["StopSignal"]?.text.map(Signal.canonical)
        readEnvironment(config.list("Env"), into: &set)
        readHealthcheck(config["Healthcheck"] ?? .nothing, into: &set)
        for member in config.map("ExposedPorts") {
            for port in PortText.expanded(member.key) { set[.exposedPort, port] = "exposed" }
        }
    }

    /// The Engine normalises the path (`/a/../b` becomes `/b`), so the digest of a secret must be that of the
    /// normalised path.
    private func workingDirectory(_ value: JSON?) -> String? {
        free(value?.string.map { .string($0.isEmpty ? "" : $0.cleanPath) } ?? value)
    }

    /// `[""]` is how a command line spells an empty entrypoint.
    private func entrypoint(_ list: [JSON]) -> String {
        list.isEmpty || list == [""] ? AttributeReader.emptyList : sealed(list: list)
    }

    /// By name. Where a name stands twice the later value counts, as in the container's process.
    private func readEnvironment(_ list: [JSON], into set: inout AttributeSet) {
        for element in list {
            if case .secret(_, let hmac, let prefix) = BodyReference(element) {
                set[.environment, prefix.cut(at: "=")?.head ?? prefix] = hmac
            } else if let (name, value) = element.string?.cut(at: "=") {
                set[.environment, name] = seal(Array(value.utf8))
            } else if let name = element.text {
                // `NAME` without `=` removes a variable of the image; `NAME=` sets it to the empty text.
                set[.environment, name] = "unset"
            }
        }
    }

    /// Each part is an attribute of its own, because the Engine takes each one that is zero from the image. `NONE` as
    /// the test switches the check off.
    private func readHealthcheck(_ check: JSON, into set: inout AttributeSet) {
        if let test = check["Test"]?.array, !test.isEmpty {
            set[.healthcheck, "test"] = test == ["NONE"] ? "NONE" : sealed(list: test)
        }
        let parts = [
            ("Interval", "interval"), ("Timeout", "timeout"), ("StartPeriod", "start_period"),
            ("StartInterval", "start_interval"), ("Retries", "retries"),
        ]
        for (field, member) in parts { set[.healthcheck, member] = check[field]?.count }
    }
}

/// How a container is run and restarted.
extension AttributeReader {
    func readLifecycle(_ host: JSON, into set: inout AttributeSet) {
        set[.restart] = host["RestartPolicy"].map(restart)
        // The daemon's option `--init` may make an init process the default, so that `false` differs from "not set".
        set[.initProcess] = host["Init"]?.bool.map(String.init)
        set[.runtime] = host["Runtime"]?.text
        let isolation = host["Isolation"]?.text
        set[.isolation] = isolation == "default" ? nil : isolation
        set[.privileged] = host["Privileged"]?.truth
        set[.readOnly] = host["ReadonlyRootfs"]?.truth
        set[.groupAdd] = TextList.set(host.list("GroupAdd").compactMap { free($0, PlainForm.isNumeric) })
    }

    /// The maximum retry count matters for `on-failure` only; an empty name means `no`.
    private func restart(_ policy: JSON) -> String {
        let name = policy["Name"]?.text ?? "no"
        guard name == "on-failure", let count = policy["MaximumRetryCount"]?.count else { return name }
        return "\(name):\(count)"
    }
}
