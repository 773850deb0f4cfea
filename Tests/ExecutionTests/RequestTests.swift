import DockerEngine
import Domain
import JSON
import Testing

@testable import Execution

/// What goes over the wire for each step of a stack.
@Suite struct RequestTests {
    private let secrets = SecretValues(["web.env.PASSWORD": "hunter2-hunter2"])
    private var facts: TargetFacts {
        TargetFacts(containerID: "c0ffee", network: "ne7", imageID: "sha256:aa", references: ["db": "db1d"])
    }

    @Test(arguments: [
        ("odoo:18.0-1", "odoo", "18.0-1"), ("ghcr.io/acme/web", "ghcr.io/acme/web", "latest"),
        ("localhost:5000/web:1", "localhost:5000/web", "1"), ("web@sha256:ab", "web", "sha256:ab"),
        ("localhost:5000/web:1@sha256:ab", "localhost:5000/web", "sha256:ab"),
    ])
    func `a pull names one tag or digest`(reference: String, name: String, tag: String) throws {
        let request = try request(.pullImage(reference: reference, platform: "linux/arm64"))
        #expect(request.path.description == "/images/create" && request.method == .post)
        #expect(request.query == [.init("fromImage", name), .init("tag", tag), .init("platform", "linux/arm64")])
        #expect(request.deadline == .seconds(600))
    }

    @Test func `a container is created with its labels, and secrets and IDs in their places`() throws {
        let body: JSON = [
            "Image": "odoo:18", "Labels": ["com.docker.compose.service": "web", "reconcile.step": "forged"],
            "Env": ["A=1", ["secret": "web.env.PASSWORD", "hmac": "hmac-sha256:00", "prefix": "PASSWORD="]],
            "HostConfig": ["NetworkMode": ["container": "db", "prefix": "container:"]],
        ]
        let request = try request(
            .createContainer(name: "web", reference: "odoo:18", imageID: nil, platform: nil, body: body)
        )
        #expect(request.path.description == "/containers/create")
        #expect(request.query == [.init("name", "web")])
        let sent = try JSON.parse(try #require(request.body).bytes)
        #expect(sent["Env"] == ["A=1", "PASSWORD=hunter2-hunter2"])
        #expect(sent["HostConfig"]?["NetworkMode"] == "container:db1d")
        #expect(sent["Labels"]?.members?.count == 3)
        #expect(sent["Labels"]?["reconcile.step"] == "sha256:file:3.1")
        #expect(sent["Labels"]?["com.docker.compose.image"] == "sha256:aa")
    }

    @Test func `what a body refers to must be known`() {
        let missing: JSON = ["Env": [["secret": "web.env.OTHER", "hmac": "hmac-sha256:00", "prefix": "OTHER="]]]
        let step = Step.createContainer(name: "web", reference: "a:1", imageID: nil, platform: nil, body: missing)
        #expect(MutatingRequest.request(step, facts, mark: "m", secrets: secrets) == nil)
        let plain = Step.createContainer(name: "web", reference: "a:1", imageID: nil, platform: nil, body: [:])
        #expect(MutatingRequest.request(plain, TargetFacts(), mark: "m", secrets: secrets) == nil)
    }

    @Test func `networks and volumes are created under their names`() throws {
        let network = try request(.createNetwork(name: "one_back", body: ["Driver": "bridge"]))
        #expect(network.path.description == "/networks/create")
        #expect(
            try JSON.parse(try #require(network.body).bytes) == [
                "CheckDuplicate": true, "Driver": "bridge", "Labels": ["reconcile.step": "sha256:file:3.1"],
                "Name": "one_back",
            ]
        )
        let volume = try request(.createVolume(name: "one_data", body: ["Labels": ["a": "b"]]))
        #expect(volume.path.description == "/volumes/create")
        #expect(
            try JSON.parse(try #require(volume.body).bytes) == [
                "Labels": ["a": "b", "reconcile.step": "sha256:file:3.1"], "Name": "one_data",
            ]
        )
    }

    @Test(
        arguments: [
            (Step.startContainer(.created(name: "web")), "/containers/c0ffee/start", nil),
            (.unpauseContainer(id: "c0ffee"), "/containers/c0ffee/unpause", nil),
            (.updateContainer(id: "c0ffee", body: ["Memory": 4]), "/containers/c0ffee/update", #"{"Memory":4}"#),
            (.renameContainer(id: "c0ffee", from: "web", to: "b_web"), "/containers/c0ffee/rename", nil),
            (
                .connectNetwork(network: "back", container: .pinned(id: "c0ffee"), endpoint: ["Aliases": ["web"]]),
                "/networks/ne7/connect", #"{"Container":"c0ffee","EndpointConfig":{"Aliases":["web"]}}"#
            ),
            (
                .disconnectNetwork(network: "back", networkID: "ne7", container: "c0ffee"), "/networks/ne7/disconnect",
                #"{"Container":"c0ffee"}"#
            ),
            (.removeContainer(id: "c0ffee"), "/containers/c0ffee", nil),
        ] as [(Step, String, String?)]
    )
    func `each call names what was looked at`(step: Step, path: String, body: String?) throws {
        let request = try request(step)
        #expect(request.path.description == path)
        #expect(request.body.map { String(decoding: $0.bytes, as: UTF8.self) } == body)
        #expect(!request.query.contains { $0.name == "force" || $0.name == "v" })
    }

    @Test func `a rename gives the new name and a wait sends nothing`() throws {
        let rename = try request(.renameContainer(id: "c0ffee", from: "web", to: "b_web"))
        #expect(rename.query == [.init("name", "b_web")])
        let wait = Step.waitContainer(.pinned(id: "c0ffee"), until: .healthy, seconds: 1)
        #expect(MutatingRequest.request(wait, facts, mark: "", secrets: secrets) == nil)
    }

    @Test func `the answer to a pull tells of faults at its end`() {
        let done = #"{"status":"Pulling"}"# + "\r\n" + #"{"status":"Done"}"# + "\r\n"
        #expect(PullAnswer.fault(in: Array(done.utf8)) == nil)
        let failed = done + #"{"errorDetail":{"message":"no space left"},"error":"no space left"}"# + "\r\n"
        #expect(PullAnswer.fault(in: Array(failed.utf8)) == "no space left")
        #expect(PullAnswer.fault(in: Array("garbage".utf8)) == nil)
    }

    @Test func `the answer to a create tells the ID and warnings`() {
        let answer = CreateAnswer(Array(#"{"Id":"c0ffee","Warnings":["no swap","old"]}"#.utf8))
        #expect(answer.id == "c0ffee" && answer.warnings == ["no swap", "old"])
        #expect(CreateAnswer(Array(#"{"Id":"ne7","Warning":""}"#.utf8)).warnings.isEmpty)
        #expect(CreateAnswer(Array("no JSON".utf8)).id == nil)
    }

    private func request(_ step: Step) throws -> EngineRequest {
        let mark = StepMark.text("sha256:file", .init(action: 2, step: 0))
        return try #require(MutatingRequest.request(step, facts, mark: mark, secrets: secrets))
    }
}
