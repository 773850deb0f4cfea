import Classification
import CoreTestSupport
import Domain
import Testing

/// Every row of the table of uses: the used object fits a safe pattern, and its user stays.
@Suite struct UseTests {
    private struct Row {
        let host: ObservedHost
        let used: String
        var user = "keeper"
    }

    private static func row(_ way: Way) -> Row {
        switch way {
        case .createdFrom:
            // The tag has moved to another image since.
            row(image: Fixture.image("test-i:1"), Fixture.container("keeper", image: "test-i:1", imageID: "sha256:old"))
        case .reference:
            row(
                image: Fixture.image("test-i:1", digests: ["test-i@sha256:d1"]),
                Fixture.container("keeper", image: "test-i@sha256:d1", imageID: "sha256:old")
            )
        case .runs:
            row(
                image: Fixture.image("test-i:1"),
                Fixture.container("keeper", image: "gone:1", imageID: Fixture.imageID("test-i:1"))
            )
        case .imageMount:
            row(image: Fixture.image("test-i:1"), Fixture.container("keeper", imageMounts: ["test-i:1"]))
        case .childImage:
            Row(
                host: Fixture.host(images: [
                    Fixture.image(id: "sha256:p"), Fixture.image("keeper:1", parent: "sha256:p"),
                ]),
                used: "image/sha256:p",
                user: "image/sha256:\(Fixture.id("image keeper:1"))"
            )
        case .mount: volume(Fixture.container("keeper", volumes: ["test-v"]))
        case .bind: volume(Fixture.container("keeper", binds: ["test-v"]))
        case .volumesFrom:
            volume(
                Fixture.container("keeper", volumesFrom: ["test-data"]),
                Fixture.container("test-data", volumes: ["test-v"])
            )
        case .device:
            Row(
                host: Fixture.host(volumes: [
                    Fixture.volume("test-v"), Fixture.volume("over", options: ["device"], liesIn: ["test-v"]),
                ]),
                used: "volume/test-v",
                user: "volume/over"
            )
        case .endpoint: network(Fixture.container("keeper", networks: [Fixture.named("test-n")]))
        case .networkMode: network(Fixture.container("keeper", networkMode: Fixture.id("network test-n")))
        case .configFrom: network(beside: Fixture.network("keeper", configFrom: "test-n"))
        case .parent:
            network(
                beside: Fixture.network(
                    "keeper",
                    driver: "macvlan",
                    parent: "br-\(Fixture.id("network test-n").prefix(12)).7"
                )
            )
        case .namespace:
            Row(
                host: Fixture.host([Fixture.container("test-c"), Fixture.container("keeper", owners: ["test-c"])]),
                used: "container/test-c"
            )
        case .service:
            Row(
                host: Fixture.host(
                    volumes: [Fixture.volume("test-v")],
                    swarm: SwarmView(services: [.init(name: "web", images: [], volumes: ["test-v"], networks: [])])
                ),
                used: "volume/test-v",
                user: "service/web"
            )
        }
    }

    private static func row(image: ObservedImage, _ user: ObservedContainer) -> Row {
        Row(host: Fixture.host([user], images: [image]), used: "image/test-i:1")
    }

    private static func volume(_ containers: ObservedContainer...) -> Row {
        Row(host: Fixture.host(containers, volumes: [Fixture.volume("test-v")]), used: "volume/test-v")
    }

    private static func network(_ user: ObservedContainer) -> Row {
        Row(host: Fixture.host([user], networks: [Fixture.network("test-n")]), used: "network/test-n")
    }

    private static func network(beside user: ObservedNetwork) -> Row {
        Row(
            host: Fixture.host(networks: [Fixture.network("test-n"), user]),
            used: "network/test-n",
            user: "network/keeper"
        )
    }

    private func verdict(_ row: Row) -> ClassifiedResource? {
        let policy = Fixture.policy {
            $0.safe = ["test-*"]
            $0.ages = AgeThresholds(unnamedImageDays: 0)
        }
        return Address(parsing: row.used).flatMap { judge(row.host, policy)[$0] }
    }

    @Test(arguments: Way.allCases) func `what is used in any way stays, and its user is told`(way: Way) throws {
        let row = Self.row(way)
        let found = try #require(verdict(row))
        #expect(found.class == .unknown)
        #expect(found.rule.name == .inUse)
        let user = row.user.contains("/") ? row.user : "container/\(row.user)"
        // A tag's users are those of the tag; whoever runs its image is told where the last tag is at stake.
        let isByImage = [.createdFrom, .reference, .runs, .childImage].contains(way)
        #expect(isByImage || found.usedBy.contains { $0.user.description == user })
        #expect(found.rule.pattern?.hasPrefix(user) == true, "\(String(describing: found.rule.pattern))")
    }

    @Test func `a container whose volumes another one takes stays with it`() {
        let host = Fixture.host([
            Fixture.container("test-data"), Fixture.container("keeper", volumesFrom: ["test-data"]),
        ])
        #expect(judge(host).verdict("container/test-data") == "unknown in_use")
        let both = Fixture.host([
            Fixture.container("test-data"), Fixture.container("test-x", volumesFrom: ["test-data"]),
        ])
        #expect(judge(both).verdict("container/test-data") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `networks that lie on one another go together`() {
        let host = Fixture.host(networks: [Fixture.network("test-n"), Fixture.network("test-m", configFrom: "test-n")])
        #expect(judge(host).verdict("network/test-n") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judge(host).verdict("network/test-m") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `a bind above all volumes is a note and no use`() {
        let agent = ObservedContainer(
            id: "a",
            names: ["backup"],
            imageID: "sha256:a",
            imageReference: "agent:1",
            state: .running,
            labels: .none,
            mounts: [.init(type: "bind", volume: nil, destination: "/host")],
            bindsAllVolumes: true,
            networks: [],
            networkMode: "bridge",
            detail: nil
        )
        let judged = judge(Fixture.host([agent], volumes: [Fixture.volume("test-v")]))
        #expect(judged.verdict("volume/test-v") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judged.verdict("container/backup") == "unknown no_rule +binds_all_volumes")
    }

    @Test func `where a swarm does not tell its services, no image and no volume is safe`() {
        let host = Fixture.host(
            images: [Fixture.image("test-i:1")],
            volumes: [Fixture.volume("test-v")],
            networks: [Fixture.network("test-n")],
            swarm: SwarmView(isUnreadable: true)
        )
        let judged = judge(host)
        #expect(judged.verdict("image/test-i:1") == "unknown swarm_unreadable")
        #expect(judged.verdict("volume/test-v") == "unknown swarm_unreadable")
        #expect(judged.verdict("network/test-n") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `the container that runs this and all that it uses are protected, and nothing else of its project`() {
        let labels = ObservedLabels(composeProject: "runners")
        let own = Fixture.container(
            "test-runner",
            image: "test-i:1",
            labels: labels,
            volumes: ["test-v"],
            networks: [Fixture.attached("test-n")],
            owners: ["test-vpn"]
        )
        let host = Fixture.host(
            [own, Fixture.container("test-vpn"), Fixture.container("test-other", labels: labels)],
            images: [Fixture.image("test-i:1")],
            volumes: [Fixture.volume("test-v")],
            networks: [Fixture.network("test-n")],
            own: own.id
        )
        let judged = judge(host)
        for address in [
            "container/test-runner", "container/test-vpn", "image/test-i:1", "volume/test-v", "network/test-n",
        ] {
            #expect(judged.verdict(address) == "protected own_container", "\(address)")
        }
        #expect(judged.verdict("container/test-other") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judged.directProtection.isEmpty)
    }

    @Test func `who shares a network with the container that runs this is kept like it, with all that it uses`() {
        let own = Fixture.container("test-vpn")
        let runner = Fixture.container("test-runner", volumes: ["test-v"], owners: ["test-vpn"])
        let host = Fixture.host([own, runner], volumes: [Fixture.volume("test-v")], own: own.id)
        let judged = judge(host)
        for address in ["container/test-vpn", "container/test-runner", "volume/test-v"] {
            #expect(judged.verdict(address) == "protected own_container", "\(address)")
        }
    }

    @Test func `of a stretch without a look two days count, and a change of the folder is a use`() {
        let policy = Fixture.policy {
            $0.safe = ["test-*"]
            $0.ages = AgeThresholds(unusedVolumeDays: 10)
        }
        func verdict(_ gaps: [ObservationGap], changed: Timestamp? = nil) -> String {
            let host = Fixture.host(volumes: [Fixture.volume("test-v", lastChanged: changed)])
            let memory = Memory(volumeUnusedSince: ["test-v": Fixture.days(ago: 12)], gaps: gaps)
            return judge(host, policy, memory).verdict("volume/test-v")
        }
        let safe = "extra_safe_delete safe_to_delete_patterns"
        #expect(verdict([]) == safe)
        #expect(verdict([], changed: Fixture.days(ago: 9)) == "unknown not_unused_long_enough")
        #expect(verdict([.init(from: Fixture.days(ago: 9), to: Fixture.days(ago: 5))]) == safe)
        #expect(
            verdict([.init(from: Fixture.days(ago: 9), to: Fixture.days(ago: 4))]) == "unknown not_unused_long_enough"
        )
        #expect(verdict([.init(from: Fixture.days(ago: 40), to: Fixture.days(ago: 11))]) == safe)
    }

    @Test func `of a driver that could not list nothing is missing`() {
        let policy = Fixture.policy { $0.allowedVolumes = ["data"] }
        #expect(judge(Fixture.host(), policy).missing == [Address(.volume, "data")])
        let unseen = Fixture.host(unseen: UnseenVolumes(drivers: ["rclone"]))
        #expect(judge(unseen, policy).missing.isEmpty)
    }

    @Test func `a reference stands for an image by tag, by digest of its repository, and by an ID of any length`() {
        let image = Fixture.image("web:1", digests: ["web@sha256:d1"])
        let digits = Fixture.id("image web:1")
        for reference in ["web:1", "docker.io/library/web:1", "web@sha256:d1", "web:9@sha256:d1", image.id, digits] {
            #expect(image.bears(reference), "\(reference)")
        }
        #expect(image.bears(String(digits.prefix(12))) && image.bears("sha256:\(digits.prefix(12))"))
        for reference in ["web:2", "web", "other@sha256:d1", "web@sha256:d2", String(digits.prefix(11))] {
            #expect(!image.bears(reference), "\(reference)")
        }
    }
}
