import CoreTestSupport
import Domain
import Planning
import Testing

/// The cause of a difference. The host is named as the cause only where the container was made from this stack's
/// unchanged file and no recorded step of ours changed it.
@Suite struct ChangeCauseTests {
    private typealias Cause = Action.AttributeChange.Cause

    private let wanted = Fixture.desired(
        "web",
        attributes: [AttributeKey(.restart): "always", AttributeKey(.memory): "2"],
        body: [
            "HostConfig": ["Memory": 2, "RestartPolicy": ["Name": "always"]],
            "Labels": ["reconcile.spec": "v1:a", "com.docker.compose.config-hash": "h"],
        ]
    )

    @Test func `what an apply that did not end left so is told as its doing, and nothing else is`() {
        let web = member(state: .exited, restart: "no", memory: "1", spec: "v1:a")
        #expect(causes(web) == ["memory": .host, "restart": .host, "state": .host])
        let stopped = Memory(leftHalfDone: [web.id: [.stopContainer]])
        #expect(causes(web, stopped) == ["memory": .host, "restart": .host, "state": .apply])
        let both = Memory(leftHalfDone: [web.id: [.updateContainer, .stopContainer]])
        #expect(causes(web, both) == ["memory": .apply, "restart": .apply, "state": .apply])
        #expect(planned(web, both).action("web")?.reason == .leftHalfDone)
        let other = Memory(leftHalfDone: ["another": [.updateContainer]])
        #expect(planned(web, other).action("web")?.reason == .hostChanged)
    }

    @Test func `what another folder's files made was never ours to be changed`() {
        for web in [
            member(memory: "1", hash: "h", folder: "/old"), member(memory: "1", spec: "v1:a", folder: "/old"),
        ] {
            #expect(causes(web, adopting: true) == ["memory": .unknown])
            #expect(planned(web, adopting: true).action("web")?.reason == .drifted)
        }
    }

    @Test func `a container without labels that tell its file may have been so from the beginning`() {
        #expect(causes(member(state: .exited, memory: "1")) == ["memory": .unknown, "state": .unknown])
        let renamed = member("moved", memory: "2")
        #expect(causes(renamed) == ["container_name": .unknown])
        #expect(causes(member("moved", memory: "2", spec: "v1:a")) == ["container_name": .host])
    }

    @Test func `a container that never ran was changed by nobody`() {
        #expect(causes(member(state: .created, memory: "1", spec: "v1:a")) == ["memory": .unknown, "state": .unknown])
    }

    private func member(
        _ name: String = "web",
        state: ContainerState = .running,
        restart: String = "always",
        memory: String,
        hash: String? = nil,
        spec: String? = nil,
        folder: String? = nil
    ) -> ObservedContainer {
        Fixture.member(
            name,
            service: "web",
            state: state,
            attributes: [AttributeKey(.restart): restart, AttributeKey(.memory): memory],
            workingDirectory: folder,
            configHash: hash,
            specDigest: spec
        )
    }

    private func planned(
        _ container: ObservedContainer,
        _ memory: Memory = Memory(),
        adopting: Bool = false
    ) -> StackPlanned {
        StackPlanned(
            Fixture.host([container], images: [Fixture.image("busybox:1")]),
            Fixture.stack([wanted]),
            policy: Fixture.policy {
                $0.project = "demo"
                $0.adopted = adopting ? ["container/web"] : []
            },
            memory: memory
        )
    }

    private func causes(
        _ container: ObservedContainer,
        _ memory: Memory = Memory(),
        adopting: Bool = false
    ) -> [String: Cause] {
        let changes = planned(container, memory, adopting: adopting).action("web")?.changes ?? []
        return Dictionary(changes.map { ($0.attribute.description, $0.cause) }, uniquingKeysWith: { first, _ in first })
    }
}
