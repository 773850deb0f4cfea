import Compose
import Domain
import Stack
import Testing

/// What planning has to know beside the body.
@Suite struct ServiceTests {
    private func build(_ services: String) throws -> StackResult {
        Building.build(try Building.model("{\"services\": {\(services)}}"))
    }

    @Test func `a service has as many containers as it is scaled to`() throws {
        let result = try build(
            #""a": {"image": "i", "scale": 2}, "b": {"image": "i", "deploy": {"replicas": 3}},"#
                + #" "c": {"image": "i", "scale": 0}, "d": {"image": "i", "container_name": "own"}"#
        )
        let containers = try #require(result.stack?.containers)
        #expect(containers.map(\.name) == ["own", "p-a-1", "p-a-2", "p-b-1", "p-b-2", "p-b-3"])
        let second = try #require(containers.first { $0.name == "p-a-2" })
        #expect(second.body["Labels"]?["com.docker.compose.container-number"] == "2")
        #expect(second.service == "a")
    }

    @Test(arguments: [
        #""a": {"image": "i", "container_name": "own", "scale": 2}"#, #""a": {"image": "i", "scale": 9000000000000}"#,
    ])
    func `too many containers of one service are refused`(services: String) throws {
        let result = try build(services)
        #expect(result.stack == nil)
        #expect(result.findings == ["RC122 error scale"])
    }

    @Test func `a built image without a name has Compose's name for it`() throws {
        let built = try #require(try build(#""web": {"build": {"context": "/x"}}"#).stack?.containers.first)
        #expect(built.image == "p-web")
        #expect(built.isBuilt)
        let named = try #require(try Building.build(service: #""platform": "linux/arm64""#).container)
        #expect(named.image == "i")
        #expect(!named.isBuilt)
        #expect(named.platform == "linux/arm64")
    }

    @Test(
        arguments: [
            ("always", .always), ("never", .never), ("build", .never), ("missing", .missing), ("daily", .missing),
        ] as [(String, DesiredContainer.Pull)]
    )
    func `the pull policy is one of three`(word: String, pull: DesiredContainer.Pull) throws {
        let result = try Building.build(service: "\"pull_policy\": \"\(word)\"")
        #expect(result.container?.pull == pull)
        #expect(result.findings == (word == "daily" ? ["RC125 warning pull_policy"] : []))
    }

    @Test func `dependencies are on every container of a service that is there`() throws {
        let result = try build(
            #""a": {"image": "i", "depends_on": {"b": {"condition": "service_healthy", "restart": true,"#
                + #" "required": true}, "c": {"condition": "service_started", "required": false},"#
                + #" "gone": {"condition": "service_started", "required": false}}},"#
                + #" "b": {"image": "i", "scale": 2}, "c": {"image": "i"}"#
        )
        let container = try #require(result.stack?.containers.first)
        #expect(
            container.dependencies == [
                .init(container: "p-b-1", condition: .healthy, isRequired: true, restarts: true),
                .init(container: "p-b-2", condition: .healthy, isRequired: true, restarts: true),
                .init(container: "p-c-1", condition: .started, isRequired: false, restarts: false),
            ]
        )
        let label = container.body["Labels"]?["com.docker.compose.depends_on"]
        #expect(label == "b:service_healthy:true,c:service_started:false")
    }

    @Test func `namespaces and volumes of another service name its first container`() throws {
        let result = try build(
            #""a": {"image": "i", "network_mode": "service:b", "ipc": "service:b", "pid": "container:own","#
                + #" "volumes_from": ["c", "container:out:ro", "b"]}, "b": {"image": "i", "scale": 2},"#
                + #" "c": {"image": "i"}, "d": {"image": "i", "container_name": "own"}"#
        )
        let container = try #require(result.stack?.containers.first { $0.service == "a" })
        let host = try #require(container.body["HostConfig"])
        let shared = BodyReference.container(name: "p-b-1", prefix: "container:").json
        #expect(host["NetworkMode"] == shared)
        #expect(host["IpcMode"] == shared)
        #expect(host["PidMode"] == "container:own")
        let volumes = ["p-c-1", "p-b-1"].map { BodyReference.container(name: $0, prefix: "").json }
        #expect(host["VolumesFrom"] == [volumes[0], "out", volumes[1]])
        #expect(container.sharesWith == ["own", "p-b-1", "p-c-1"])
        #expect(container.attributes[.networkMode] == "container:p-b-1")
        #expect(result.findings == ["RC125 warning volumes_from"])
    }

    @Test func `a namespace of a service without containers is refused`() throws {
        let result = try build(#""a": {"image": "i", "pid": "service:b"}, "b": {"image": "i", "scale": 0}"#)
        #expect(result.stack == nil)
        #expect(result.findings == ["RC126 error pid"])
    }

    @Test func `a job is what others wait for, or what may end well`() throws {
        let result = try build(
            #""a": {"image": "i", "depends_on": {"b": {"condition": "service_completed_successfully"}}},"#
                + #" "b": {"image": "i"}, "c": {"image": "i", "restart": "on-failure:2"}, "d": {"image": "i"}"#
        )
        let jobs = result.stack?.containers.filter(\.isJob).map(\.service)
        #expect(jobs == ["b", "c"])
    }

    @Test(arguments: [
        ("", true), (#""healthcheck": {"interval": "1s"}"#, true), (#""healthcheck": {"disable": true}"#, false),
        (#""healthcheck": {"test": ["NONE"]}"#, false),
    ])
    func `a health check is the service's or the image's unless it is switched off`(service: String, has: Bool) throws {
        #expect(try Building.build(service: service).container?.hasHealthcheck == has)
    }

    @Test func `the place of a container is that of its service`() throws {
        let model = try Building.model(#"{"services": {"a": {"image": "i"}, "b": {"image": "i"}}}"#)
        let containers = try #require(Building.build(model).stack?.containers)
        #expect(containers.map(\.position) == (model.root["services"]?.entries.map(\.keyPosition) ?? []))
    }
}
