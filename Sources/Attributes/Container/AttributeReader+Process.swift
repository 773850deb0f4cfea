import Domain

/// What an image may give too: what runs, as whom, where, with which environment.
extension AttributeReader {
    func readProcess(_ config: JSON, into set: inout AttributeSet) {
        // An empty command is none: the Engine takes the image's for both. An empty entrypoint drops the image's.
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

    /// The Engine cleans it. A secret's digest must be that of the clean path.
    private func workingDirectory(_ value: JSON?) -> String? {
        free(value?.string.map { .string($0.isEmpty ? "" : $0.cleanPath) } ?? value)
    }

    /// `[""]` is how a command line spells an empty entrypoint.
    private func entrypoint(_ list: [JSON]) -> String {
        list.isEmpty || list == [""] ? AttributeReader.emptyList : sealed(list: list)
    }

    /// By name; of two of a name the later counts, as in the process.
    private func readEnvironment(_ list: [JSON], into set: inout AttributeSet) {
        for element in list {
            if case .secret(_, let hmac, let prefix) = BodyReference(element) {
                set[.environment, prefix.cut(at: "=")?.head ?? prefix] = hmac
            } else if let (name, value) = element.string?.cut(at: "=") {
                set[.environment, name] = seal(Array(value.utf8))
            } else if let name = element.text {
                // A bare name takes a variable away, which an empty value does not.
                set[.environment, name] = "unset"
            }
        }
    }

    /// Each part by itself, because the Engine fills each one that is zero from the image. `NONE` is the test of a
    /// check that is switched off.
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
        // The Engine's own default may be to run one, so that `false` says something.
        set[.initProcess] = host["Init"]?.bool.map(String.init)
        set[.runtime] = host["Runtime"]?.text
        let isolation = host["Isolation"]?.text
        set[.isolation] = isolation == "default" ? nil : isolation
        set[.privileged] = host["Privileged"]?.truth
        set[.readOnly] = host["ReadonlyRootfs"]?.truth
        set[.groupAdd] = TextList.set(host.list("GroupAdd").compactMap { free($0, PlainForm.isNumeric) })
    }

    /// The count means something for `on-failure` only; no name is `no`.
    private func restart(_ policy: JSON) -> String {
        let name = policy["Name"]?.text ?? "no"
        guard name == "on-failure", let count = policy["MaximumRetryCount"]?.count else { return name }
        return "\(name):\(count)"
    }
}
