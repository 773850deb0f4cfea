import Classification
import CoreTestSupport
import Domain
import Testing

/// Objects that stay `unknown` whatever pattern matches them.
@Suite struct `Never safe` {
    @Test(arguments: [
        "test-prod-copy", "odoo.prod", "x_PRODUCTION_y", "live", "a live b", "my-stable", "my.Stable.2", "prod",
    ])
    func `a word of production anywhere in the name`(name: String) {
        let host = Fixture.host(
            [Fixture.container(name)],
            volumes: [Fixture.volume(name)],
            networks: [Fixture.network(name)]
        )
        let judged = judge(host, Fixture.policy { $0.safe = ["*"] })
        for kind in ["container", "volume", "network"] {
            #expect(judged.verdict("\(kind)/\(name)") == "unknown cautious_word")
        }
    }

    @Test(arguments: ["product", "reproduce", "unstable", "alive", "delivery", "olive-oil", "prod2", "livex"])
    func `letters of such a word inside another word are nothing special`(name: String) {
        let judged = judge(Fixture.host([Fixture.container(name)]), everythingIsSafe)
        #expect(judged.verdict("container/\(name)") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `an image's tag and registry count as words too`() {
        let references = ["test-web:prod", "live.acme.io/test-web:1"]
        let judged = judge(Fixture.host(images: references.map { Fixture.image($0) }), everythingIsSafe)
        for reference in references { #expect(judged.verdict("image/\(reference)") == "unknown cautious_word") }
    }

    @Test(arguments: ["test-é", "test-\u{43e}doo", "test-\u{200b}x"])
    func `letters beyond ASCII`(name: String) {
        let judged = judge(Fixture.host([Fixture.container(name)], networks: [Fixture.network(name)]), everythingIsSafe)
        #expect(judged.verdict("container/\(name)") == "unknown non_ascii_name")
        #expect(judged.verdict("network/\(name)") == "unknown non_ascii_name")
    }

    @Test func `names that differ only in their normal form are two resources`() {
        let names = ["caf\u{e9}", "cafe\u{301}"]
        let judged = judge(Fixture.host(networks: names.map { Fixture.network($0) }), Fixture.policy())
        #expect(judged.resources.map(\.address.name.unicodeScalars.count).sorted() == [4, 5])
    }

    @Test func `volumes with driver options or another driver`() {
        let volumes = [
            Fixture.volume("test-nfs", options: ["device", "o", "type"]), Fixture.volume("test-csi", driver: "csi"),
        ]
        let judged = judge(Fixture.host(volumes: volumes))
        #expect(judged.verdict("volume/test-nfs") == "unknown driver_options")
        #expect(judged.verdict("volume/test-csi") == "unknown driver_options")
    }

    @Test func `anonymous volumes, by name and by label`() {
        let name = Fixture.id("anonymous")
        let volumes = [Fixture.volume(name), Fixture.volume("test-a", labels: .init(isAnonymousVolume: true))]
        let judged = judge(Fixture.host(volumes: volumes), everythingIsSafe)
        #expect(judged.verdict("volume/\(name)") == "unknown anonymous_volume")
        #expect(judged.verdict("volume/test-a") == "unknown anonymous_volume")
    }

    @Test(arguments: [63, 65])
    func `a name one digit off sixty-four is a name`(length: Int) {
        let name = String(repeating: "a", count: length)
        let judged = judge(Fixture.host(volumes: [Fixture.volume(name)]), everythingIsSafe)
        #expect(judged.verdict("volume/\(name)") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `the state of builders`() {
        let host = Fixture.host(
            [Fixture.container("buildx_buildkit_x0")],
            volumes: [Fixture.volume("buildx_buildkit_x0_state")]
        )
        let judged = judge(host, everythingIsSafe)
        #expect(judged.verdict("container/buildx_buildkit_x0") == "unknown builder_state")
        #expect(judged.verdict("volume/buildx_buildkit_x0_state") == "unknown builder_state")
    }

    @Test func `what swarm mode manages`() {
        let swarm = ObservedLabels(isSwarm: true)
        let host = Fixture.host(
            [Fixture.container("test-task.1", labels: swarm)],
            volumes: [Fixture.volume("test-v", labels: swarm)],
            networks: [Fixture.network("test-n", labels: swarm), Fixture.network("test-o", scope: "swarm")]
        )
        let judged = judge(host)
        for address in ["container/test-task.1", "volume/test-v", "network/test-n", "network/test-o"] {
            #expect(judged.verdict(address) == "unknown swarm_task")
        }
    }

    @Test func `a container that takes an anonymous volume with it`() {
        let anonymous = Fixture.id("anonymous")
        let host = Fixture.host([
            Fixture.container("test-a", volumes: [anonymous], autoRemove: true),
            Fixture.container("test-b", volumes: ["named"], autoRemove: true),
            Fixture.container("test-c", volumes: [anonymous]),
        ])
        let judged = judge(host)
        #expect(judged.verdict("container/test-a") == "unknown auto_remove_with_anonymous_volume")
        #expect(judged.verdict("container/test-b") == "extra_safe_delete safe_to_delete_patterns +auto_remove")
        #expect(judged.verdict("container/test-c") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test(arguments: ContainerState.allCases)
    func `a container that the Engine removes already is left alone`(state: ContainerState) {
        let judged = judge(Fixture.host([Fixture.container("test-a", state: state)]))
        let safe = "extra_safe_delete safe_to_delete_patterns" + (state == .dead ? " +dead" : "")
        #expect(judged.verdict("container/test-a") == (state == .removing ? "unknown being_removed" : safe))
    }

    @Test func `a container that was not inspected is safe only provisionally`() {
        let judged = judge(Fixture.host([Fixture.container("test-a", inspected: false)]))
        #expect(judged.verdict("container/test-a") == "extra_safe_delete safe_to_delete_patterns +provisional")
    }
}
