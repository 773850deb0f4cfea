import Classification
import CoreTestSupport
import Domain
import Testing

/// Protection that outlives the rule or the use that gave it, and the releases that end it.
@Suite struct `Protection by memory` {
    private let host = Fixture.host(
        [Fixture.container("test-c")],
        images: [Fixture.image("test-i:1"), Fixture.image(id: "sha256:u")],
        volumes: [Fixture.volume("test-v")],
        networks: [Fixture.network("test-n")]
    )

    @Test func `containers, volumes and networks stay protected after the rule is gone`() {
        let memory = Memory(protected: ["container/test-c", "volume/test-v", "network/test-n"].compactMap { once($0) })
        let judged = judge(host, Fixture.ownersPolicy(), memory)
        #expect(judged.verdict("container/test-c") == "protected protected_before +by_memory")
        #expect(judged.verdict("volume/test-v") == "protected protected_before +by_memory")
        #expect(judged.verdict("network/test-n") == "protected protected_before +by_memory")
    }

    @Test func `a container and a network are remembered by ID under another name`() {
        let memory = Memory(
            protected: [
                once("container/old", id: Fixture.containerID("test-c")),
                once("network/old", id: Fixture.id("network test-n")), once("volume/old", id: "test-w"),
            ].compactMap(\.self)
        )
        let judged = judge(host, Fixture.ownersPolicy(), memory)
        #expect(judged.verdict("container/test-c") == "protected protected_before +by_memory")
        #expect(judged.verdict("network/test-n") == "protected protected_before +by_memory")
        #expect(judged.verdict("volume/test-v") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `what a protected container used last stays protected, an image with all its tags`() {
        let memory = Memory(protectedUses: [
            use(.image, Fixture.imageID("test-i:1")), use(.image, "sha256:u"), use(.volume, "test-v"),
            use(.network, Fixture.id("network test-n")), use(.container, Fixture.containerID("test-c")),
        ])
        let judged = judge(host, Fixture.ownersPolicy(), memory)
        for address in ["image/test-i:1", "image/sha256:u", "volume/test-v", "network/test-n", "container/test-c"] {
            #expect(judged.verdict(address) == "protected last_used_by_protected +by_memory")
        }
    }

    @Test func `a remembered use of another kind with the same ID says nothing`() {
        let judged = judge(host, Fixture.ownersPolicy(), Memory(protectedUses: [use(.network, "test-v")]))
        #expect(judged.verdict("volume/test-v") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test(arguments: [(nil, 14), (0, 0), (3, 3)] as [(Int?, Int)])
    func `an untagged image that bore a protected tag stays for the image age, to the second`(days: Int?, kept: Int) {
        let policy = Fixture.policy { $0.ages = AgeThresholds(unnamedImageDays: 0, unusedImageDays: days) }
        func verdict(_ last: Timestamp) -> String {
            judge(host, policy, Memory(imageProtectedUntil: ["sha256:u": last])).verdict("image/sha256:u")
        }
        let kept = Fixture.days(ago: kept)
        #expect(verdict(kept.adding(seconds: 1)) == "protected bore_protected_tag +by_memory")
        #expect(verdict(kept) == "extra_safe_delete delete_unnamed_older_than_days")
    }

    @Test func `an image that lost its last protected tag is kept by the tags that it has left, for the image age`() {
        func verdict(_ last: Timestamp, _ tags: String..., allowed: [String] = []) -> String {
            let image = Fixture.image(id: "sha256:i").tagged(tags)
            let policy = Fixture.ownersPolicy { $0.allowedImages += allowed }
            let judged = judge(Fixture.host(images: [image]), policy, Memory(imageProtectedUntil: ["sha256:i": last]))
            return judged.verdict("image/test-i:1")
        }
        let (yesterday, longAgo) = (Fixture.days(ago: 1), Fixture.days(ago: 14))
        #expect(verdict(yesterday, "test-i:1") == "protected bore_protected_tag +by_memory")
        #expect(verdict(yesterday, "test-i:1", "test-i:2") == "protected bore_protected_tag +by_memory")
        #expect(verdict(longAgo, "test-i:1") == "extra_safe_delete safe_to_delete_patterns")
        #expect(verdict(yesterday, "test-i:1", allowed: ["test-i:1"]) == "expected allowed_images")
    }

    @Test func `beside a protected tag of its image a safe one goes, whatever the image bore before`() {
        let image = Fixture.image("test-i:1", "prod-i:1", id: "sha256:i")
        let memory = Memory(imageProtectedUntil: ["sha256:i": Fixture.now])
        let judged = judge(Fixture.host(images: [image]), Fixture.ownersPolicy(), memory)
        #expect(judged.verdict("image/test-i:1") == "extra_safe_delete safe_to_delete_patterns +untag_only")
    }

    @Test func `a release lifts memory until the end of its day, by a glob`() {
        let memory = Memory(
            protected: [once("volume/test-v")].compactMap(\.self),
            protectedUses: [use(.volume, "test-v")]
        )
        func verdict(_ until: Timestamp, _ glob: String = "volume/test-*") -> String {
            let policy = Fixture.ownersPolicy { $0.releases = [Fixture.release(glob, until: until)] }
            return judge(host, policy, memory).verdict("volume/test-v")
        }
        let startOfToday = Fixture.now.endOfDay.adding(seconds: -86_399)
        #expect(verdict(startOfToday) == "extra_safe_delete safe_to_delete_patterns")
        #expect(verdict(Fixture.now.adding(days: 400)) == "extra_safe_delete safe_to_delete_patterns")
        #expect(verdict(startOfToday.adding(seconds: -1)) == "protected last_used_by_protected +by_memory")
        #expect(verdict(Fixture.now, "container/*") == "protected last_used_by_protected +by_memory")
    }

    @Test func `a release without a date is void thirty days after it was first seen, at the end of that day`() {
        func verdict(_ firstSeen: [String: Timestamp]) -> String {
            let policy = Fixture.ownersPolicy { $0.releases = [Fixture.release("volume/test-v")] }
            let memory = Memory(protected: [once("volume/test-v")].compactMap(\.self), releaseFirstSeen: firstSeen)
            return judge(host, policy, memory).verdict("volume/test-v")
        }
        let startOfToday = Fixture.now.endOfDay.adding(seconds: -86_399)
        #expect(verdict([:]) == "extra_safe_delete safe_to_delete_patterns")
        #expect(
            verdict(["volume/test-v": startOfToday.adding(days: -30)]) == "extra_safe_delete safe_to_delete_patterns"
        )
        let dayBefore = startOfToday.adding(days: -30).adding(seconds: -1)
        #expect(verdict(["volume/test-v": dayBefore]) == "protected protected_before +by_memory")
    }

    @Test func `a release lifts neither a direct rule nor a live use nor a shared project`() {
        let labels = ObservedLabels(composeProject: "shop")
        let host = Fixture.host(
            [Fixture.container("prod-web", labels: labels, volumes: ["test-used"])],
            volumes: [Fixture.volume("test-used"), Fixture.volume("prod-v"), Fixture.volume("test-p", labels: labels)]
        )
        let policy = Fixture.ownersPolicy { $0.releases = [Fixture.release("*", until: Fixture.now.adding(days: 9))] }
        let judged = judge(host, policy)
        #expect(judged.verdict("volume/prod-v") == "protected floor")
        #expect(judged.verdict("volume/test-used") == "protected used_by_protected")
        #expect(judged.verdict("volume/test-p") == "protected same_project_as_protected")
    }

    @Test func `a release lifts the memory of a protected tag`() {
        let policy = Fixture.policy {
            $0.ages = AgeThresholds(unnamedImageDays: 0)
            $0.releases = [Fixture.release("image/sha256:u", until: Fixture.now)]
        }
        let memory = Memory(imageProtectedUntil: ["sha256:u": Fixture.now])
        #expect(
            judge(host, policy, memory).verdict("image/sha256:u") == "extra_safe_delete delete_unnamed_older_than_days"
        )
    }

    private func once(_ address: String, id: String? = nil) -> Memory.Protected? {
        Address(parsing: address).map {
            let rule = DecidingRule(.keepNamedPrefix, pattern: "old-", origin: .observation)
            return .init(address: $0, id: id ?? "gone", rule: rule, first: Fixture.days(ago: 90))
        }
    }

    private func use(_ kind: ResourceKind, _ id: String) -> Memory.Use {
        .init(user: Address(.container, "prod-gone"), kind: kind, resourceID: id, lastSeen: Fixture.days(ago: 200))
    }
}

extension ObservedImage {
    fileprivate func tagged(_ tags: [String]) -> ObservedImage {
        ObservedImage(id: id, tags: tags, digests: [], parentID: "", labels: .none)
    }
}
