import Compose
import Domain
import Stack
import Testing

@Suite struct SecretTests {
    private let value = "hunter2-of-the-vault"

    /// One value of a variable at every place that may hold one.
    private func everywhere() throws -> StackResult {
        let text =
            #"{"services": {"s": {"image": "i", "environment": {"A": "V"}, "labels": {"l": "V"}, "command": ["x", "V"],"#
            + #" "entrypoint": ["V"], "healthcheck": {"test": ["CMD", "V"]}, "sysctls": {"k": "V"},"#
            + #" "logging": {"driver": "x", "options": {"o": "V"}}, "storage_opt": {"t": "V"}, "annotations": {"n": "V"},"#
            + #" "extra_hosts": ["h=V"], "volumes": [{"type": "volume", "target": "/t","#
            + #" "volume": {"labels": {"l": "V"}}}], "networks": {"n": {"driver_opts": {"d": "V"}}}}},"#
            + #" "networks": {"n": {"name": "n", "driver_opts": {"d": "V"}, "labels": {"l": "V"}, "ipam": {"options":"#
            + #" {"o": "V"}}}},"#
            + #" "volumes": {"v": {"name": "v", "driver_opts": {"d": "V"}, "labels": {"l": "V"}}}}"#
        let service = [
            "environment.A", "labels.l", "command.1", "entrypoint.0", "healthcheck.test.1", "sysctls.k",
            "logging.options.o", "storage_opt.t", "annotations.n", "extra_hosts.0", "networks.n.driver_opts.d",
            "volumes.0.volume.labels.l",
        ]
        let rest = [
            "networks.n.driver_opts.d", "networks.n.labels.l", "networks.n.ipam.options.o", "volumes.v.driver_opts.d",
            "volumes.v.labels.l",
        ]
        let given = Set(service.map { "services.s.\($0)" } + rest)
        return Building.build(try Building.model(text.replacing("V\"", with: "\(value)\""), given: given))
    }

    @Test func `no value of a variable is in anything that is kept or printed`() throws {
        let result = try everywhere()
        let stack = try #require(result.stack)
        #expect(result.secrets.names.count == 17)
        #expect(result.secrets.names.allSatisfy { result.secrets[$0] == value })
        #expect(stack.variables == ["V"])
        for printed in ["\(stack)", String(reflecting: stack), "\(result)", String(reflecting: result)] {
            #expect(!printed.contains(value))
        }
        var dumped = ""
        dump(result, to: &dumped)
        #expect(!dumped.contains(value))
        #expect(stack.containers[0].shown.values.allSatisfy { !$0.contains(value) })
    }

    @Test func `every secret of a body is known by name and digest, and resolves to what Compose sends`() throws {
        let result = try everywhere()
        let stack = try #require(result.stack)
        let container = stack.containers[0]
        let bodies = [container.body, stack.networks[0].body, stack.volumes[0].body]
        #expect(bodies.flatMap(BodyReference.all).count == 17)
        for body in bodies {
            for case .secret(let name, let hmac, _) in BodyReference.all(in: body) {
                #expect(hmac == Building.sealed(result.secrets[name] ?? ""))
            }
        }
        let resolved = try #require(BodyReference.resolve(container.body, self.resolve(result.secrets)))
        #expect(resolved["Env"] == .strings(["A=\(value)"]))
        #expect(resolved["Cmd"] == .strings(["x", value]))
        #expect(resolved["HostConfig"]?["ExtraHosts"] == .strings(["h:\(value)"]))
    }

    private func resolve(_ secrets: StackSecrets) -> (BodyReference) -> String? {
        { reference in
            guard case .secret(let name, _, _) = reference else { return nil }
            return secrets[name]
        }
    }

    @Test func `sealed attributes do not tell a secret from a plain value`() throws {
        let plain = try Building.build(service: #""environment": {"A": "x"}, "command": ["a", "x"]"#)
        let given: Set = ["services.s.environment.A", "services.s.command.1"]
        let secret = try Building.build(service: #""environment": {"A": "x"}, "command": ["a", "x"]"#, given: given)
        #expect(plain.container?.attributes == secret.container?.attributes)
        #expect(plain.secrets.isEmpty)
        #expect(secret.secrets.names == ["s.command.1", "s.env.A"])
        #expect(secret.container?.body["Env"] == [Building.reference("s.env.A", "x", prefix: "A=")])
    }

    @Test(arguments: [
        ("DB_PASSWORD", "x", true), ("PGPASSWORD", "x", true), ("API_KEY", "x", true), ("apiKey", "x", true),
        ("JWT_SECRET", "x", true), ("authToken", "x", true), ("PRIVATE_PEM", "x", true), ("AWS_CREDENTIALS", "x", true),
        ("BASIC_AUTH", "x", true), ("DATABASE_URL", "postgres://u:p@db/x", true),
        ("KEYBOARD", "de", false), ("AUTHOR", "me", false), ("MONKEY", "x", false), ("TZ", "UTC", false),
        ("URL", "https://example.test:80/a@b", false), ("PASSWORD", "", false),
    ])
    func `a literal value is a secret where its name or a password in it says so`(
        key: String,
        value: String,
        isSecret: Bool
    ) throws {
        let result = try Building.build(service: "\"environment\": {\"\(key)\": \"\(value)\"}")
        #expect(result.secrets.names == (isSecret ? ["s.env.\(key)"] : []))
        #expect(result.container?.shown[AttributeKey(.environment, key)] == (isSecret ? nil : value))
        #expect(result.stack?.variables == [])
    }

    @Test func `people may read what is literal`() throws {
        let given: Set = ["services.s.command.1"]
        let service = #""labels": {"l": "x"}, "command": ["a", "b"], "entrypoint": ["e", "f g"]"#
        let shown = try #require(try Building.build(service: service, given: given).container?.shown)
        #expect(shown[AttributeKey(.label, "l")] == "x")
        #expect(shown[AttributeKey(.entrypoint)] == #"["e","f g"]"#)
        #expect(shown[AttributeKey(.command)] == nil)
    }

    @Test func `names, places, numbers and closed forms stay plain whoever gave them`() throws {
        let service =
            #""user": "1000:1000", "mem_limit": "64", "ports": [{"target": 80, "published": "8080"}],"#
            + #" "dns": ["10.0.0.1"], "cap_add": ["NET_ADMIN"], "stop_signal": "SIGINT","#
            + #" "volumes": [{"type": "bind", "source": "/h", "target": "/t"}]"#
        let given: Set = [
            "services.s.image", "services.s.dns.0", "services.s.user", "services.s.mem_limit", "services.s.cap_add.0",
            "services.s.ports.0.published", "services.s.volumes.0.source", "services.s.stop_signal",
        ]
        let result = try Building.build(service: service, given: given)
        #expect(result.secrets.isEmpty)
        #expect(result.container?.image == "i")
        #expect(result.told == (try Building.build(service: service).told))
    }

    /// Every key of a service that takes a text of anybody's choice.
    static let freeTexts: [(service: String, path: String)] = [
        (#""hostname": "V""#, "hostname"), (#""domainname": "V""#, "domainname"), (#""user": "V""#, "user"),
        (#""working_dir": "V""#, "working_dir"), (#""cgroup_parent": "V""#, "cgroup_parent"),
        (#""dns_search": ["V"]"#, "dns_search.0"), (#""dns_opt": ["V"]"#, "dns_opt.0"),
        (#""group_add": ["V"]"#, "group_add.0"), (#""security_opt": ["apparmor=V"]"#, "security_opt.0"),
        (#""environment": {"A": "V"}"#, "environment.A"), (#""labels": {"l": "V"}"#, "labels.l"),
        (#""annotations": {"n": "V"}"#, "annotations.n"), (#""command": ["x", "V"]"#, "command.1"),
        (#""entrypoint": ["V"]"#, "entrypoint.0"), (#""healthcheck": {"test": ["CMD", "V"]}"#, "healthcheck.test.1"),
        (#""sysctls": {"k": "V"}"#, "sysctls.k"), (#""storage_opt": {"t": "V"}"#, "storage_opt.t"),
        (#""logging": {"driver": "x", "options": {"o": "V"}}"#, "logging.options.o"),
        (#""gpus": [{"driver": "d", "options": {"o": "V"}}]"#, "gpus.0.options.o"),
    ]

    @Test(arguments: freeTexts)
    func `a free text of a variable is sealed in every attribute`(service: String, path: String) throws {
        let text = service.replacing("V\"", with: "\(value)\"")
        let result = try Building.build(service: text, given: ["services.s.\(path)"])
        let container = try #require(result.container)
        #expect(result.secrets.names.count == 1)
        #expect(!"\(container)".contains(value))
        #expect(container.attributes.values.values.allSatisfy { !$0.contains(value) })
    }

    /// What takes only numbers, addresses or words of the Engine's own.
    static let closedForms: [(service: String, path: String)] = [
        (#""stop_signal": "V""#, "stop_signal"), (#""dns": ["V"]"#, "dns.0"), (#""cap_add": ["V"]"#, "cap_add.0"),
        (#""cap_drop": ["V"]"#, "cap_drop.0"), (#""tmpfs": ["/t:V"]"#, "tmpfs.0"), (#""ipc": "V""#, "ipc"),
        (#""pid": "V""#, "pid"), (#""uts": "V""#, "uts"), (#""userns_mode": "V""#, "userns_mode"),
        (#""cgroup": "V""#, "cgroup"), (#""isolation": "V""#, "isolation"), (#""cpuset": "V""#, "cpuset"),
        (#""device_cgroup_rules": ["V"]"#, "device_cgroup_rules.0"), (#""expose": ["V"]"#, "expose.0"),
        (#""ports": [{"target": 80, "host_ip": "V"}]"#, "ports.0.host_ip"),
        (#""ports": [{"target": 80, "published": "V"}]"#, "ports.0.published"),
        (#""networks": {"n": {"ipv4_address": "V"}}"#, "networks.n.ipv4_address"),
        (#""networks": {"n": {"mac_address": "V"}}"#, "networks.n.mac_address"),
        (#""extra_hosts": ["h=V:"]"#, "extra_hosts.0"), (#""mem_limit": "V""#, "mem_limit"),
        (#""restart": "V""#, "restart"),
    ]

    @Test(arguments: closedForms)
    func `a variable that is not of the form stands nowhere, and no message repeats it`(
        service: String,
        path: String
    ) throws {
        let text = service.replacing("V\"", with: "\(value)\"").replacing("V:\"", with: "\(value):\"")
        let rest = #""networks": {"n": {"name": "n"}}"#
        let result = try Building.build(service: text, rest: rest, given: ["services.s.\(path)"])
        #expect(!"\(result)".contains(value))
        #expect(!result.diagnostics.contains { "\($0)".contains(value) })
    }

    @Test(arguments: [
        (#""labels": {"db.password": "V"}"#, "s.label.db.password"), (#""command": ["--password=V"]"#, "s.command.0"),
        (#""command": ["--requirepass", "V"]"#, "s.command.1"),
        (#""command": ["--api-key", "V"]"#, "s.command.1"), (#""labels": {"url": "https://u:V@h"}"#, "s.label.url"),
        (#""logging": {"driver": "x", "options": {"splunk-token": "V"}}"#, "s.log_option.splunk-token"),
        (#""entrypoint": ["sh", "-c", "TOKEN=V run"]"#, "s.entrypoint.2"),
    ])
    func `a literal that looks like a secret is sealed wherever it stands`(service: String, name: String) throws {
        let text = service.replacing("V", with: value)
        let result = try Building.build(service: text)
        #expect(result.secrets.names == [name])
        #expect(!"\(result)".contains(value))
    }

    @Test func `volume options and labels with literal secrets are sealed`() throws {
        let volume =
            #""volumes": {"v": {"name": "v", "driver_opts": {"type": "cifs", "o": "username=u,password=V"},"#
            + #" "labels": {"backup.key": "V"}}}"#
        let result = try Building.build(service: "", rest: volume.replacing("V", with: value))
        #expect(result.secrets.names == ["volume/v.driver_opt.o", "volume/v.label.backup.key"])
        #expect(!"\(result)".contains(value))
        #expect(result.stack?.volumes[0].body["DriverOpts"]?["type"] == "cifs")
    }

    @Test func `two values never share a name`() throws {
        let text =
            #"{"services": {"a": {"image": "i", "environment": {"X.env.TOKEN": "1"}},"#
            + #" "a.env.X": {"image": "i", "environment": {"TOKEN": "2"}}}}"#
        let result = Building.build(try Building.model(text))
        #expect(result.secrets.names.compactMap { result.secrets[$0] }.sorted() == ["1", "2"])
    }
}
