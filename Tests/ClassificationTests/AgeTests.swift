import Classification
import CoreTestSupport
import Domain
import Testing

/// Ages are measured on the ledger's own first sight of "unused", to the second.
@Suite struct `Ages` {
    private let policy = Fixture.ownersPolicy {
        $0.deleteImages = ["scratch*"]
        $0.ages = AgeThresholds(
            unnamedImageDays: 14,
            unnamedImagePosition: Fixture.at(70),
            unusedImageDays: 7,
            unusedVolumeDays: 30
        )
    }
    private let host = Fixture.host(
        images: [Fixture.image("test-i:1"), Fixture.image("scratch:1"), Fixture.image(id: "sha256:u")],
        volumes: [Fixture.volume("test-v")]
    )

    @Test func `a fresh ledger deletes nothing by age`() {
        for memory in [Memory.none, Memory()] {
            let judged = judge(host, policy, memory)
            for address in ["image/test-i:1", "image/scratch:1", "image/sha256:u", "volume/test-v"] {
                #expect(judged.verdict(address) == "unknown not_unused_long_enough")
            }
        }
    }

    @Test func `the threshold is exact to the second`() {
        func judged(_ seconds: Int64) -> ClassifiedHost {
            let images = [Fixture.imageID("test-i:1"), Fixture.imageID("scratch:1")]
            let times = images.map { ($0, Fixture.days(ago: 7, seconds: seconds)) }
            let memory = Memory(
                imageUnusedSince: Dictionary(
                    times + [("sha256:u", Fixture.days(ago: 14, seconds: seconds))],
                    uniquingKeysWith: { first, _ in first }
                ),
                volumeUnusedSince: ["test-v": Fixture.days(ago: 30, seconds: seconds)]
            )
            return judge(host, policy, memory)
        }
        for address in ["image/test-i:1", "image/scratch:1", "image/sha256:u", "volume/test-v"] {
            #expect(judged(0).verdict(address).hasPrefix("extra_safe_delete "))
            #expect(judged(1).verdict(address) == "unknown not_unused_long_enough")
        }
    }

    @Test func `the verdict carries the age that it relied on`() throws {
        let since = Fixture.days(ago: 40)
        let judged = judge(host, policy, Memory(volumeUnusedSince: ["test-v": since]))
        let volume = try #require(judged[Address(.volume, "test-v")])
        #expect(volume.age == Action.Age(firstUnused: since, thresholdDays: 30))
        #expect(judge(host)[Address(.volume, "test-v")]?.age == nil)
    }

    @Test func `a rule about age names its line`() throws {
        let image = try #require(judge(host, policy)[Address(.image, "sha256:u")])
        #expect(image.rule.origin == .file(Fixture.at(70)))
    }

    @Test func `a use today resets the age, even by a container that leaves`() {
        let used = Fixture.host(
            [Fixture.container("test-c", image: "test-i:1", volumes: ["test-v"])],
            images: [Fixture.image("test-i:1")],
            volumes: [Fixture.volume("test-v")]
        )
        let memory = Memory(
            imageUnusedSince: [Fixture.imageID("test-i:1"): Fixture.days(ago: 99)],
            volumeUnusedSince: ["test-v": Fixture.days(ago: 99)]
        )
        let judged = judge(used, policy, memory)
        #expect(judged.verdict("container/test-c") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judged.verdict("image/test-i:1") == "unknown not_unused_long_enough")
        #expect(judged.verdict("volume/test-v") == "unknown not_unused_long_enough")
    }

    @Test func `age alone makes neither a tagged image nor a named volume safe`() {
        let host = Fixture.host(images: [Fixture.image("web:1")], volumes: [Fixture.volume("data")])
        let memory = Memory(
            imageUnusedSince: [Fixture.imageID("web:1"): Fixture.days(ago: 999)],
            volumeUnusedSince: ["data": Fixture.days(ago: 999)]
        )
        #expect(judge(host, policy, memory).verdict("image/web:1") == "unknown no_rule")
        #expect(judge(host, policy, memory).verdict("volume/data") == "unknown no_rule")
    }

    @Test(arguments: [nil, 0])
    func `no least age and zero both mean at once`(days: Int?) {
        let policy = Fixture.ownersPolicy {
            $0.ages = AgeThresholds(unnamedImageDays: 0, unusedImageDays: days, unusedVolumeDays: days)
        }
        let judged = judge(host, policy)
        #expect(judged.verdict("image/test-i:1") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judged.verdict("image/sha256:u") == "extra_safe_delete delete_unnamed_older_than_days")
        #expect(judged.verdict("volume/test-v") == "extra_safe_delete safe_to_delete_patterns")
    }

    // A renamed volume key leaves the data in a volume that looks unused.
    @Test(arguments: [(nil, 30), (5, 5)] as [(Int?, Int)])
    func `a volume that lost its user to other hands is left alone, to the second`(days: Int?, kept: Int) {
        let policy = Fixture.ownersPolicy { $0.ages = AgeThresholds(unusedVolumeDays: days) }
        func verdict(_ lost: Timestamp) -> String {
            let memory = Memory(volumeUnusedSince: ["test-v": Fixture.days(ago: 99)], volumeLostUser: ["test-v": lost])
            return judge(host, policy, memory).verdict("volume/test-v")
        }
        #expect(verdict(Fixture.days(ago: kept, seconds: 1)) == "unknown lost_its_user")
        #expect(verdict(Fixture.days(ago: kept)) == "extra_safe_delete safe_to_delete_patterns")
    }
}
