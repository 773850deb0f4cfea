import Attributes
import Compose
import Domain

/// What stands at the top level of the create body.
extension ServiceBuilder {
    /// Without labels, `HostConfig` and networks.
    mutating func configuration() -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        body.set("Hostname", free("hostname", as: .hostname))
        body.set("Domainname", free("domainname", as: .domainname))
        body.set("User", free("user", as: .user, PlainForm.isNumeric))
        body.set("AttachStdout", true)
        body.set("AttachStderr", true)
        body.set("Tty", self["tty"]?.isTrue ?? false)
        body.set("OpenStdin", self["stdin_open"]?.isTrue ?? false)
        body.set("Env", environment())
        addProgram(to: &body)
        body.set("Image", image)
        body.set("WorkingDir", workingDirectory())
        body.set("StopSignal", closed("stop_signal", PlainForm.isSignal))
        if let stopGraceSeconds { body.keep("StopTimeout", .number(stopGraceSeconds)) }
        body.set("Healthcheck", healthCheck())
        body.set("ExposedPorts", exposedPorts())
        return body
    }

    /// A path from a variable is normalised as the Engine does it, so that its digest equals that of the path in the
    /// inspect answer.
    private mutating func workingDirectory() -> JSON? {
        guard let value = self["working_dir"], let text = value.text, !text.isEmpty else { return nil }
        let clean = ComposeValue(.string(text.cleanPath), at: value.position, origins: value.origins)
        return sealed(value.isGiven ? clean : value, "working_dir", as: AttributeKey(.workingDirectory))
    }

    /// An empty list differs from none: it removes the image's entrypoint.
    private mutating func addProgram(to body: inout JSONObjectBuilder) {
        if let words = sealedList(self["command"], "command", as: AttributeKey(.command)) { body.keep("Cmd", words) }
        if let words = sealedList(self["entrypoint"], "entrypoint", as: AttributeKey(.entrypoint)) {
            body.keep("Entrypoint", words)
        }
    }

    /// A name without a value is sent without `=`, as Compose does.
    private mutating func environment() -> JSON {
        let entries = self["environment"]?.entries ?? []
        return .array(
            entries.map { entry in
                guard let text = entry.value.text else { return .string(entry.key) }
                return sealed(
                    entry.value,
                    "env.\(entry.key)",
                    as: AttributeKey(.environment, entry.key),
                    prefix: "\(entry.key)=",
                    suspected: SecretWords.suspects(key: entry.key, value: text)
                )
            }
        )
    }

    private mutating func healthCheck() -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        guard let check = self["healthcheck"], !check.isNull else { return body }
        let key = AttributeKey(.healthcheck, "test")
        let test = sealedList(check["test"], "healthcheck", as: key)
        body.set("Test", check["disable"]?.isTrue ?? false ? ["NONE"] : test)
        let spans = [
            ("Interval", "interval"), ("Timeout", "timeout"), ("StartPeriod", "start_period"),
            ("StartInterval", "start_interval"),
        ]
        for (member, key) in spans { body.set(member, check[key]?.nanoseconds) }
        body.set("Retries", check["retries"]?.number)
        judgeStartInterval(of: check)
        return body
    }

    private mutating func judgeStartInterval(of check: ComposeValue) {
        guard let entry = check.entry("start_interval") else { return }
        let key = "healthcheck.start_interval"
        findings.refuse(key, of: owner, needs: APIVersion(1, 44), context.apiVersion, at: entry.keyPosition)
        guard check["start_period"] == nil else { return }
        findings.refuse(
            key,
            of: owner,
            because: "it does nothing without `start_period`.",
            fix: "Add `healthcheck.start_period`.",
            at: entry.keyPosition
        )
    }
}
