import Classification
import CoreTestSupport
import Domain
import Testing

/// What the stack declares is expected, by final names and where the allow-list is silent.
@Suite struct `Declared by the stack` {
    private let mount = [AttributeKey(.mount, "/d"): "volume demo_data rw"]

    private var stack: DesiredStack {
        Fixture.stack(
            [
                Fixture.desired(
                    "demo-web-1",
                    image: "docker.io/library/web",
                    service: "web",
                    connections: ["demo_front"]
                ),
                Fixture.desired("db", image: "db@sha256:1", attributes: mount),
            ],
            networks: [Fixture.desiredNetwork("front"), Fixture.desiredNetwork("spare")],
            volumes: [Fixture.desiredVolume("data"), Fixture.desiredVolume("named", name: "custom")]
        )
    }

    private func policy(_ change: (inout Fixture.Rules) -> Void = { _ in }) -> Policy {
        Fixture.policy(change).reading([stack])
    }

    @Test func `containers, volumes, networks and images are expected at the place of their declaration`() {
        let ours = ObservedLabels(composeProject: "demo")
        let host = Fixture.host(
            [Fixture.member("db")],
            images: [Fixture.image("web:latest"), Fixture.image(id: "sha256:u", digests: ["db@sha256:1"])],
            volumes: [Fixture.volume("demo_data", labels: ours), Fixture.volume("data")],
            networks: [Fixture.network("demo_front", labels: ours)]
        )
        let judged = judge(host, policy())
        for address in [
            "container/db", "image/web:latest", "image/sha256:u", "volume/demo_data", "network/demo_front",
        ] {
            #expect(judged.verdict(address) == "expected in_stack")
        }
        #expect(judged.verdict("volume/data") == "unknown no_rule")
        #expect(judged[Address(.container, "db")]?.rule.origin == .file(Fixture.at(700)))
    }

    @Test(
        arguments: [
            (nil, nil, false), ("/srv", "/srv/compose.yaml", false), ("/other", "/other/compose.yaml", true),
            ("/srv", "/srv/other.yaml", true), ("/srv", "/srv/compose.yaml,/srv/more.yaml", false),
            (nil, "/other/compose.yaml", true), ("/srv", nil, false),
        ] as [(String?, String?, Bool)]
    )
    func `what other files made under our project's name is foreign until it is adopted`(
        folder: String?,
        files: String?,
        isForeign: Bool
    ) {
        let labels = ObservedLabels(
            composeProject: "demo",
            composeService: "db",
            composeConfigFiles: files,
            composeWorkingDirectory: folder
        )
        let host = Fixture.host([Fixture.container("db", labels: labels)])
        let note = isForeign ? " +foreign" : ""
        #expect(judge(host, policy()).verdict("container/db") == "expected in_stack" + note)
        let adopted = policy { $0.adopted = ["container/d*"] }
        #expect(judge(host, adopted).verdict("container/db") == "expected in_stack")
    }

    @Test func `a stranger's container of a service of ours is not taken for a renamed one`() {
        let labels = ObservedLabels(
            composeProject: "demo",
            composeService: "web",
            composeNumber: 1,
            composeWorkingDirectory: "/other"
        )
        let host = Fixture.host([Fixture.container("precious", labels: labels)])
        #expect(judge(host, policy()).verdict("container/precious") == "unknown no_rule")
        let adopted = policy { $0.adopted = ["container/precious"] }
        #expect(judge(host, adopted).verdict("container/precious") == "expected in_stack")
    }

    @Test func `the allow-list speaks first, and explain names both`() throws {
        let policy = policy { $0.allowedContainers = ["db"] }
        let host = Fixture.host([Fixture.member("db")])
        #expect(judge(host, policy).verdict("container/db") == "expected allowed_containers")
        let explanation = try #require(
            Classifier(policy: policy, memory: .none).explain(Address(.container, "db"), in: host)
        )
        let reported = explanation.trace.filter { $0.class == .expected }
            .map { "\($0.rule.name.rawValue) \($0.outcome.rawValue)" }
        #expect(reported == ["allowed_containers decided", "in_stack outranked"])
    }

    @Test func `an allowed volume or network that the stack declares counts under its final name only`() {
        let policy = policy {
            $0.allowedVolumes = ["data", "named", "loose"]
            $0.networks = ["front"]
        }
        let names = ["data", "demo_data", "named", "demo_named", "custom", "loose", "demo_loose"]
        let host = Fixture.host(
            volumes: names.map { Fixture.volume($0) },
            networks: ["front", "demo_front"].map { Fixture.network($0) }
        )
        let judged = judge(host, policy)
        let expected = judged.resources.filter { $0.class == .expected }.map(\.address.description)
        #expect(
            expected == [
                "volume/custom", "volume/demo_data", "volume/demo_loose", "volume/loose", "network/demo_front",
            ]
        )
    }

    @Test func `what is missing is told once, under its final name, and what nothing uses is not missed`() {
        let policy = policy {
            $0.allowedContainers = ["web", "db", "other"]
            $0.allowedImages = ["web:*", "more:1"]
            $0.allowedVolumes = ["data"]
        }
        #expect(
            judge(Fixture.host(), policy).missing.map(\.description) == [
                "container/db", "container/demo-web-1", "container/other", "image/db@sha256:1", "image/more:1",
                "image/web:latest", "volume/demo_data", "network/demo_front",
            ]
        )
    }

    @Test func `what stands aside is expected, whatever came before its name, in our project alone`() {
        let id = Fixture.id("old")
        func verdict(_ name: String, service: String = "db", labels: ObservedLabels? = nil) -> String {
            let member = Fixture.member(name, service: service, id: id)
            let plain = Fixture.container(name, id: id, labels: labels ?? member.labels)
            return judge(Fixture.host([plain]), policy()).verdict("container/\(name)")
        }
        #expect(verdict("\(id.prefix(12))_db") == "expected set_aside")
        #expect(verdict("0123456789ab_db") == "expected set_aside")
        #expect(verdict("0123456789ab_\(id.prefix(12))_db") == "expected set_aside")
        #expect(verdict("0123456789aB_nothing", service: "x") == "unknown no_rule +orphan")
        #expect(verdict("\(id.prefix(12))_nothing", service: "x") == "unknown no_rule +orphan")
        #expect(verdict("0123456789ab_nothing", service: "x") == "unknown no_rule +orphan")
        #expect(verdict("\(id.prefix(12))_db", labels: .init(composeProject: "other")) == "unknown no_rule")
    }

    @Test func `Compose's own name behind the prefix stands for the container of that service and number`() {
        let body: JSON = ["Labels": ["com.docker.compose.container-number": "1"]]
        let policy = Fixture.policy().reading([Fixture.stack([Fixture.desired("db", body: body)])])
        func verdict(_ name: String, number: Int = 1) -> String {
            let labels = ObservedLabels(composeProject: "demo", composeService: "db", composeNumber: number)
            let aside = Fixture.container(name, labels: labels)
            return judge(Fixture.host([aside, Fixture.member("db")]), policy).verdict("container/\(name)")
        }
        #expect(verdict("0123456789ab_demo_db_1") == "expected set_aside")
        #expect(verdict("0123456789ab_fedcba987654_demo-db-1") == "expected set_aside")
        #expect(verdict("0123456789ab_demo_db_2", number: 2) == "unknown no_rule")
        #expect(verdict("0123456789ab_demo_db_1", number: 2) == "unknown no_rule")
    }

    @Test func `a container that somebody renamed is ours while its name is free and no other could be meant`() {
        let moved = Fixture.member("moved", service: "db")
        func verdict(_ others: [ObservedContainer]) -> String {
            judge(Fixture.host([moved] + others), policy()).verdict("container/moved")
        }
        #expect(verdict([]) == "expected in_stack")
        #expect(verdict([Fixture.member("db")]) == "unknown no_rule")
        #expect(verdict([Fixture.member("twin", service: "db")]) == "unknown no_rule")
        #expect(verdict([Fixture.member("run", service: "db", isOneOff: true)]) == "expected in_stack")
    }

    @Test func `a one-off of the project is none of its containers`() {
        let policy = policy { $0.allowedContainers = ["web"] }
        let host = Fixture.host([Fixture.member("demo-web-run", service: "web", isOneOff: true)])
        #expect(judge(host, policy).verdict("container/demo-web-run") == "unknown no_rule")
    }

    @Test func `another project's object of that name is foreign until adopted`() {
        let host = Fixture.host([Fixture.container("db")])
        #expect(judge(host, policy()).verdict("container/db") == "expected in_stack +foreign")
        #expect(judge(host, policy { $0.adopted = ["container/db"] }).verdict("container/db") == "expected in_stack")
    }

    @Test func `protection is above the stack, and derived protection freezes none of its containers`() {
        let protected = Fixture.member("prod-x", sharing: Fixture.containerID("db"))
        let host = Fixture.host([protected, Fixture.member("db")])
        #expect(judge(host, policy()).verdict("container/db") == "expected in_stack")
        let labelled = ObservedLabels(composeProject: "demo", composeService: "db", protect: true)
        #expect(
            judge(Fixture.host([Fixture.container("db", labels: labelled)]), policy()).verdict("container/db")
                == "protected label_protect"
        )
    }
}
