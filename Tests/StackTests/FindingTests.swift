import Domain
import JSON
import Testing

@testable import Attributes
@testable import Stack

/// What a service's body says that a reviewer must not overlook, from the model to the finding.
@Suite struct `Findings of a body` {
    /// `name attribute detail` of each, in the order of a plan.
    private func findings(_ service: String, rest: String = "", files: [String: String] = [:]) throws -> [String] {
        let result = try Building.build(service: service, rest: rest, files: files)
        let stack = try #require(result.stack, "\(result.findings)")
        let container = try #require(stack.containers.first)
        let all = ContainerFindings(container.attributes, body: container.body, in: StackGround(stack)).all
        return Set(all).sorted().filter { $0.name != .movingTag }.map { finding in
            [finding.name.rawValue, finding.attribute?.description ?? "-", finding.detail].joined(separator: " ")
        }
    }

    @Test(arguments: [
        ("\"privileged\": true", "privileged privileged true"),
        ("\"cap_add\": [\"SYS_ADMIN\", \"net_admin\"]", "added_capabilities cap_add CAP_NET_ADMIN, CAP_SYS_ADMIN"),
        ("\"cap_add\": [\"ALL\"]", "added_capabilities cap_add ALL"),
        ("\"network_mode\": \"host\"", "host_network network_mode host"), ("\"pid\": \"host\"", "host_pid pid host"),
        ("\"ipc\": \"host\"", "host_ipc ipc host"), ("\"uts\": \"host\"", "host_uts uts host"),
        ("\"userns_mode\": \"host\"", "host_userns userns host"), ("\"cgroup\": \"host\"", "host_cgroup cgroup host"),
        ("\"network_mode\": \"container:vpn\"", "foreign_namespace network_mode vpn"),
        ("\"pid\": \"container:other\"", "foreign_namespace pid other"),
        ("\"volumes_from\": [\"container:other\"]", "foreign_namespace volumes_from other"),
        (
            "\"devices\": [{\"source\": \"/dev/kvm\", \"target\": \"/dev/kvm\", \"permissions\": \"rwm\"}]",
            "devices device./dev/kvm /dev/kvm rwm"
        ),
        ("\"device_cgroup_rules\": [\"c 1:3 rwm\"]", "devices device_cgroup_rule c 1:3 rwm"),
        ("\"gpus\": [{\"count\": -1}]", "devices gpus count=all capabilities=gpu"),
        ("\"security_opt\": [\"seccomp=unconfined\"]", "unconfined security_opt.seccomp unconfined"),
        ("\"security_opt\": [\"seccomp:unconfined\"]", "unconfined security_opt.seccomp unconfined"),
        ("\"security_opt\": [\"apparmor=unconfined\"]", "unconfined security_opt.apparmor unconfined"),
        ("\"security_opt\": [\"label:disable\"]", "unconfined security_opt.label disable"),
        ("\"security_opt\": [\"label:type:spc_t\"]", "custom_confinement security_opt.label (sealed)"),
        ("\"security_opt\": [\"apparmor=mine\"]", "custom_confinement security_opt.apparmor (sealed)"),
        ("\"security_opt\": [\"systempaths=unconfined\"]", "unconfined security_opt.systempaths unconfined"),
        ("\"security_opt\": [\"no-new-privileges:false\"]", "unconfined security_opt.no-new-privileges false"),
    ]) func `what gives a container more than others have is found`(service: String, found: String) throws {
        #expect(try findings(service) == [found])
    }

    @Test(arguments: [
        "\"cap_drop\": [\"ALL\"], \"cap_add\": [\"NET_BIND_SERVICE\", \"CHOWN\"]", "\"ipc\": \"private\"",
        "\"security_opt\": [\"no-new-privileges:true\"]", "\"security_opt\": [\"apparmor=docker-default\"]",
        "\"user\": \"0\"", "\"cgroup\": \"private\"",
        "\"ports\": [{\"target\": 80, \"published\": \"80\", \"host_ip\": \"127.0.0.1\"}]",
    ]) func `what others have too is none`(service: String) throws {
        #expect(try findings(service).isEmpty)
    }

    @Test func `a profile of seccomp of its own is told, and never shown`() throws {
        let profile = "{\"defaultAction\": \"SCMP_ACT_ALLOW\"}"
        let found = try findings("\"security_opt\": [\"seccomp=./s.json\"]", files: ["/srv/p/s.json": profile])
        #expect(found == ["custom_confinement security_opt.seccomp (sealed)"])
    }

    @Test(arguments: [
        ("", ":80"), ("0.0.0.0", ":80"), ("::", ":80"), ("0:0::0", ":80"), ("::ffff:0.0.0.0", "[::ffff:0:0]:80"),
    ]) func `a port without an address, or with one that means all, is on all interfaces`(
        address: String,
        detail: String
    ) throws {
        let port = "{\"target\": 80, \"published\": \"80\", \"host_ip\": \"\(address)\"}"
        #expect(try findings("\"ports\": [\(port)]") == ["port_on_all_interfaces port.80/tcp \(detail)"])
        let bare = try findings("\"ports\": [{\"target\": 53, \"protocol\": \"udp\"}]")
        #expect(bare == ["port_on_all_interfaces port.53/udp :(any)"])
    }

    private func bind(_ source: String, readOnly: Bool = false) throws -> [String] {
        let volume = "{\"type\": \"bind\", \"source\": \"\(source)\", \"target\": \"/t\", \"read_only\": \(readOnly)}"
        return try findings("\"volumes\": [\(volume)]").map { String($0.prefix { $0 != " " }) }
    }

    @Test(arguments: [
        "/var/run/docker.sock", "/run/docker.sock", "/srv/other/docker.sock", "/run/containerd/containerd.sock",
        "/run/podman/podman.sock", "/run", "/var/run", "/", "/run/docker", "/var/run/../run/docker.sock",
        "/run/user/1000/docker.sock",
    ]) func `an engine's socket, and every folder above one, is found, read-only too`(source: String) throws {
        #expect(try bind(source).first == "engine_socket")
        #expect(try bind(source, readOnly: true).first == "engine_socket")
    }

    @Test func `the project's own folder does not hide a socket in it`() throws {
        #expect(try bind("/srv/p/docker.sock") == ["engine_socket"])
    }

    @Test(arguments: [
        "/", "/etc", "/etc/shadow", "/proc", "/sys/fs/cgroup", "/dev", "/boot", "/root/.ssh", "/usr/bin", "/var",
        "/var/lib", "/var/lib/docker/volumes/x/_data", "/srv/p/../../etc", "/lib/modules",
    ]) func `a system folder, what lies in it and what holds it, is found`(source: String) throws {
        #expect(try bind(source).contains("bind_of_system_folder"))
    }

    @Test func `what lies in the project is its own, and what lies beside it is not`() throws {
        #expect(try bind("/srv/p/conf").isEmpty)
        #expect(try bind("/srv/p").isEmpty)
        #expect(try bind("/srv/project") == ["bind_outside_project"])
        #expect(try bind("/srv") == ["bind_outside_project"])
        #expect(try bind("/srv/p/../q") == ["bind_outside_project"])
        #expect(try bind("/dev/ttyUSB0") == ["devices"])
        #expect(try bind("/etc/localtime", readOnly: true) == ["bind_outside_project"])
        #expect(try bind("/etc/localtime") == ["bind_of_system_folder"])
    }

    @Test(arguments: [
        ("/", "/etc/shadow", FindingName.bindOfSystemFolder), ("/etc", "/etc/shadow", .bindOfSystemFolder),
        ("/var", "/var/lib/docker", .bindOfSystemFolder), ("/proc/1/root", "/proc/1/root/etc", .bindOfSystemFolder),
    ]) func `a project that holds system folders does not own them`(
        project: String,
        source: String,
        found: FindingName
    ) {
        #expect(HostFolder.findings(ofBind: source, isReadOnly: false, project: project).last == found)
        #expect(HostFolder.findings(ofBind: "/root/stack/a", isReadOnly: false, project: "/root/stack") == [])
    }

    @Test(arguments: [
        (
            "{\"type\": \"none\", \"o\": \"bind\", \"device\": \"/etc\"}",
            ["bind_of_system_folder driver_opt.device /etc"]
        ),
        (
            "{\"type\": \"none\", \"o\": \"rbind\", \"device\": \"/run\"}",
            ["engine_socket driver_opt.device /run", "bind_of_system_folder driver_opt.device /run"]
        ),
        ("{\"type\": \"ext4\", \"device\": \"/dev/sda1\"}", ["devices driver_opt.device /dev/sda1"]),
        ("{\"type\": \"overlay\", \"o\": \"lowerdir=/srv/x\"}", ["bind_outside_project driver_opt.o /srv/x"]),
        ("{\"type\": \"nfs\", \"o\": \"addr=10.0.0.1\", \"device\": \":/export\"}", []),
        (
            "{\"o\": \"bind\", \"device\": {\"secret\": \"v\", \"hmac\": \"h\", \"prefix\": \"\"}}",
            ["bind_outside_project driver_opt.device (sealed)"]
        ),
    ]) func `a volume that is a folder of the host by its options is found`(options: String, found: [String]) throws {
        let all = VolumeFindings(try JSON.parse(Array(options.utf8)), project: "/srv/p").all
        let lines = all.sorted().map { "\($0.name.rawValue) \($0.attribute?.description ?? "-") \($0.detail)" }
        #expect(lines == found)
    }

    @Test(arguments: [
        ("{\"Driver\": \"macvlan\"}", ["macvlan"]), ("{\"Driver\": \"ipvlan\"}", ["ipvlan"]),
        (
            "{\"Driver\": \"bridge\", \"Options\": {\"com.docker.network.bridge.gateway_mode_ipv4\": \"nat-unprotected\"}}",
            ["nat-unprotected"]
        ),
        ("{\"Driver\": \"bridge\", \"Options\": {\"com.docker.network.bridge.gateway_mode_ipv4\": \"nat\"}}", []),
        ("{\"Driver\": \"bridge\", \"Internal\": true}", []),
    ]) func `a network that opens every port is found`(body: String, details: [String]) throws {
        let all = NetworkFindings(body: try JSON.parse(Array(body.utf8))).all
        #expect(all.map(\.detail) == details)
        #expect(all.allSatisfy { $0.name == .networkOnHostInterface })
    }

    @Test(arguments: [
        ("odoo", true), ("odoo:latest", true), ("ghcr.io/acme/web:Main", true), ("odoo:18.0", false),
        ("odoo@sha256:ab", false), ("odoo:latest@sha256:ab", false), ("sha256:abcdef", false),
    ]) func `a tag that moves is one that nobody numbered`(reference: String, isMoving: Bool) {
        #expect(MovingTag.isMoving(reference) == isMoving)
    }

    @Test func `every finding knows its line, that of the element where the list has some`() throws {
        let service =
            "\"privileged\": true, \"volumes\": [{\"type\": \"bind\", \"source\": \"/a\", \"target\": \"/x/\"},"
            + "{\"type\": \"bind\", \"source\": \"/b\", \"target\": \"/y\"}]"
        let container = try #require(try Building.build(service: service).container)
        let places = [
            container.place(of: AttributeKey(.privileged)), container.place(of: AttributeKey(.mount, "/x")),
            container.place(of: AttributeKey(.mount, "/y")),
        ]
        #expect(Set(places).count == 3 && !places.contains(container.position))
        #expect(container.place(of: AttributeKey(.mount, "/other")) != container.position)
        #expect(container.place(of: AttributeKey(.pid)) == container.position)
        #expect(container.place(of: nil) == container.position)
    }
}
