import CoreTestSupport
import Domain
import Planning
import Testing

/// Users go before what they use.
@Suite struct `Order and steps` {
    @Test func `containers go before the images, volumes and networks that they use`() {
        let host = Fixture.host(
            [
                Fixture.container(
                    "test-z",
                    image: "test-i:1",
                    state: .running,
                    volumes: ["test-v"],
                    networks: [Fixture.attached("test-n")]
                )
            ],
            images: [Fixture.image("test-i:1")],
            volumes: [Fixture.volume("test-v")],
            networks: [Fixture.network("test-n")]
        )
        let planned = plan(host)
        #expect(
            planned.actions == [
                "delete container/test-z", "delete image/test-i:1", "delete volume/test-v", "delete network/test-n",
            ]
        )
        for address in ["image/test-i:1", "volume/test-v", "network/test-n"] {
            #expect(planned.dependencies(address) == ["container/test-z"])
        }
    }

    @Test func `who shares a namespace goes before its owner`() {
        let host = Fixture.host([Fixture.container("test-a"), Fixture.container("test-b", sharing: "test-a")])
        #expect(plan(host).actions == ["delete container/test-b", "delete container/test-a"])
        #expect(plan(host).dependencies("container/test-a") == ["container/test-b"])
    }

    @Test func `containers that share with each other are left alone, for no order is right`() {
        let host = Fixture.host([
            Fixture.container("test-a", sharing: "test-b"), Fixture.container("test-b", sharing: "test-a"),
        ])
        #expect(plan(host).actions == [])
        #expect(plan(host).plan.omissions.map(\.description).count { $0.hasPrefix("container/test-") } == 2)
    }

    @Test func `child images go before their parents, and the last tag is the delete`() {
        let host = Fixture.host(images: [
            Fixture.image("test-a:1", "test-a:2", id: "sha256:parent"),
            Fixture.image("test-z:1", id: "sha256:child", parent: "sha256:parent"),
        ])
        let planned = plan(host)
        #expect(planned.actions == ["untag image/test-a:1", "delete image/test-z:1", "delete image/test-a:2"])
        #expect(planned.dependencies("image/test-a:2") == ["image/test-a:1", "image/test-z:1"])
        #expect(planned.dependencies("image/test-a:1") == [])
    }

    @Test func `steps name what they act on by its pinned ID`() throws {
        let host = Fixture.host(
            [Fixture.container("test-a", id: "c1", state: .running, stopTimeout: 90)],
            images: [Fixture.image("test-i:1", id: "sha256:i1"), Fixture.image(id: "sha256:i2")],
            volumes: [Fixture.volume("test-v")],
            networks: [Fixture.network("test-n", id: "n1")]
        )
        let planned = plan(host, Fixture.ownersPolicy { $0.ages = AgeThresholds(unnamedImageDays: 0) })
        func steps(_ address: String) -> [Step]? { planned.action(address)?.steps }
        #expect(
            steps("container/test-a") == [
                .stopContainer(id: "c1", graceSeconds: 90, removesItself: false), .removeContainer(id: "c1"),
            ]
        )
        #expect(steps("image/test-i:1") == [.removeImageReference(reference: "test-i:1", imageID: "sha256:i1")])
        #expect(steps("image/sha256:i2") == [.removeImage(id: "sha256:i2")])
        #expect(steps("volume/test-v") == [.removeVolume(name: "test-v")])
        #expect(steps("network/test-n") == [.removeNetwork(id: "n1")])
    }

    @Test(arguments: ContainerState.allCases.filter { $0 != .removing })
    func `only what may be alive is stopped, and a stop that removes is the delete`(state: ContainerState) {
        func steps(_ autoRemove: Bool) -> [String]? {
            plan(Fixture.host([Fixture.container("test-a", state: state, autoRemove: autoRemove)]))
                .action("container/test-a")?.steps.map(\.operation.rawValue)
        }
        #expect(steps(false) == (state.isAlive ? ["container.stop", "container.remove"] : ["container.remove"]))
        #expect(steps(true) == (state.isAlive ? ["container.stop"] : ["container.remove"]))
    }

    @Test func `an image that stays is untagged, and only after who was created from the tag`() {
        let host = Fixture.host(
            [Fixture.container("test-c", image: "test-i:1", imageID: "sha256:old")],
            images: [Fixture.image("test-i:1", "web:1")]
        )
        let planned = plan(host)
        #expect(planned.actions == ["delete container/test-c", "untag image/test-i:1"])
        #expect(planned.dependencies("image/test-i:1") == ["container/test-c"])
    }

    @Test func `the untag that leaves an image without any tag waits for all its users`() {
        let host = Fixture.host(
            [Fixture.container("test-c", image: "sha256:base", imageID: "sha256:base")],
            images: [
                Fixture.image("test-i:1", "test-i:2", id: "sha256:base"), Fixture.image("web:1", parent: "sha256:base"),
            ]
        )
        let planned = plan(host)
        #expect(planned.actions == ["delete container/test-c", "untag image/test-i:1", "untag image/test-i:2"])
        #expect(planned.dependencies("image/test-i:2") == ["container/test-c", "image/test-i:1"])
    }

    @Test func `what no plan may do is in none: no digest reference, no anonymous volume, nothing protected`() {
        let anonymous = Fixture.id("anonymous")
        let host = Fixture.host(
            [Fixture.container("test-c", volumes: [anonymous]), Fixture.container("prod-web")],
            images: [Fixture.image("test-i:1", digests: ["test-i@sha256:1"])],
            volumes: [Fixture.volume(anonymous)]
        )
        #expect(plan(host).actions == ["delete container/test-c", "delete image/test-i:1"])
    }
}
