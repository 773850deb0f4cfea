import Classification
import CoreTestSupport
import Domain
import Testing

/// Each tag is judged by itself; the image goes with its last tag, and only when nothing holds it.
@Suite struct `Images and their tags` {
    @Test func `a tag that a staying container was created from is in use, its safe sibling is untagged only`() {
        let host = Fixture.host(
            [Fixture.container("keeper", image: "test-web:1")],
            images: [Fixture.image("test-web:1", "test-web:2")]
        )
        let judged = judge(host)
        #expect(judged.verdict("image/test-web:1") == "unknown in_use")
        #expect(judged.verdict("image/test-web:2") == "extra_safe_delete safe_to_delete_patterns +untag_only")
    }

    @Test(arguments: ["docker.io/library/test-web:1", "index.docker.io/library/test-web:1", "docker.io/test-web:1"])
    func `docker's own registry in the reference makes no difference`(typed: String) {
        let host = Fixture.host(
            [Fixture.container("keeper", image: typed, imageID: Fixture.imageID("test-web:1"))],
            images: [Fixture.image("test-web:1", "test-web:2")]
        )
        #expect(judge(host).verdict("image/test-web:1") == "unknown in_use")
    }

    @Test func `a reference without a tag means latest`() {
        let host = Fixture.host(
            [Fixture.container("keeper", image: "test-web", imageID: Fixture.imageID("test-web:1"))],
            images: [Fixture.image("test-web:1", "test-web:latest", id: Fixture.imageID("test-web:1"))]
        )
        #expect(judge(host).verdict("image/test-web:latest") == "unknown in_use")
        #expect(judge(host).verdict("image/test-web:1") == "extra_safe_delete safe_to_delete_patterns +untag_only")
    }

    // The name moved on to a newer build; the container that was created from it still runs the older.
    @Test func `a tag that moved away from a staying container is still in use`() {
        let host = Fixture.host(
            [Fixture.container("keeper", image: "test-web:1", imageID: "sha256:old")],
            images: [Fixture.image("test-web:1"), Fixture.image(id: "sha256:old")]
        )
        #expect(judge(host).verdict("image/test-web:1") == "unknown in_use")
    }

    @Test func `a tag whose name looks like an ID is in use by the container created from it`() {
        let host = Fixture.host(
            [Fixture.container("keeper", image: "decafdecafde", imageID: "sha256:1")],
            images: [Fixture.image("decafdecafde:latest", "other:1", id: "sha256:1")]
        )
        let judged = judge(host, Fixture.policy { $0.safe = ["decaf*", "other"] })
        #expect(judged.verdict("image/decafdecafde:latest") == "unknown in_use")
    }

    @Test func `a leaving container holds no tag`() {
        let host = Fixture.host(
            [Fixture.container("test-c", image: "test-web:1")],
            images: [Fixture.image("test-web:1")]
        )
        #expect(judge(host).verdict("image/test-web:1") == "extra_safe_delete safe_to_delete_patterns")
    }

    // A container that was created from an image ID has no reference that could keep a tag; untagging would leave it
    // with an image without a name.
    @Test(arguments: ["sha256:web", "0123456789ab", "busybox@sha256:0123"])
    func `the last tags of an image that a staying container uses by ID are in use`(typed: String) {
        let host = Fixture.host(
            [Fixture.container("keeper", image: typed, imageID: "sha256:web")],
            images: [Fixture.image("test-web:1", "test-web:2", id: "sha256:web")]
        )
        #expect(judge(host).verdict("image/test-web:1") == "unknown in_use")
        #expect(judge(host).verdict("image/test-web:2") == "unknown in_use")
    }

    @Test func `safe tags of an image used by ID go while another tag stays`() {
        let host = Fixture.host(
            [Fixture.container("keeper", image: "sha256:web", imageID: "sha256:web")],
            images: [Fixture.image("test-web:1", "web:2", id: "sha256:web")]
        )
        #expect(judge(host).verdict("image/test-web:1") == "extra_safe_delete safe_to_delete_patterns +untag_only")
        #expect(judge(host).verdict("image/web:2") == "unknown no_rule")
    }

    // The Engine keeps a parent while a child is there.
    @Test func `a parent goes with its children and is only untagged while one stays`() {
        func judged(child: String) -> ClassifiedHost {
            judge(
                Fixture.host(images: [
                    Fixture.image("test-base:1", id: "sha256:base"),
                    Fixture.image(child, id: "sha256:child", parent: "sha256:base"),
                ])
            )
        }
        #expect(judged(child: "web:1").verdict("image/test-base:1").hasSuffix("+untag_only"))
        #expect(judged(child: "test-w:1").verdict("image/test-base:1") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `an untagged parent stays with its child, down the whole line`() {
        let policy = Fixture.policy {
            $0.safe = ["test-*"]
            $0.ages = AgeThresholds(unnamedImageDays: 0)
        }
        func judged(leaf: String) -> ClassifiedHost {
            let images = [
                Fixture.image(id: "sha256:1"), Fixture.image(id: "sha256:2", parent: "sha256:1"),
                Fixture.image(leaf, id: "sha256:3", parent: "sha256:2"),
            ]
            return judge(Fixture.host(images: images), policy)
        }
        #expect(judged(leaf: "web:1").verdict("image/sha256:1") == "unknown in_use")
        #expect(judged(leaf: "web:1").verdict("image/sha256:2") == "unknown in_use")
        #expect(
            judged(leaf: "test-web:1").verdict("image/sha256:1") == "extra_safe_delete delete_unnamed_older_than_days"
        )
    }

    @Test func `an untagged image that any container uses is in use`() {
        let policy = Fixture.policy { $0.ages = AgeThresholds(unnamedImageDays: 0) }
        let host = Fixture.host(
            [Fixture.container("keeper", image: "web:old", imageID: "sha256:u")],
            images: [Fixture.image(id: "sha256:u")]
        )
        #expect(judge(host, policy).verdict("image/sha256:u") == "unknown in_use")
    }

    @Test func `images that name each other as parents are kept and judging ends`() {
        let host = Fixture.host(images: [
            Fixture.image("test-a:1", id: "sha256:a", parent: "sha256:b"),
            Fixture.image("test-b:1", id: "sha256:b", parent: "sha256:a"),
        ])
        #expect(judge(host).verdict("image/test-a:1") == "extra_safe_delete safe_to_delete_patterns +untag_only")
    }

    @Test func `an image that a foreign repository's digest names is only untagged`() {
        func verdict(_ digest: String) -> String {
            judge(Fixture.host(images: [Fixture.image("test-w:1", digests: [digest])])).verdict("image/test-w:1")
        }
        #expect(verdict("test-w@sha256:1") == "extra_safe_delete safe_to_delete_patterns")
        #expect(verdict("registry.acme.io/w@sha256:1") == "extra_safe_delete safe_to_delete_patterns +untag_only")
    }

    // An image with a digest is not unnamed.
    @Test func `an untagged image with a digest is not unnamed`() {
        let policy = Fixture.policy { $0.ages = AgeThresholds(unnamedImageDays: 0) }
        let image = Fixture.image(id: "sha256:d", digests: ["web@sha256:1"])
        #expect(judge(Fixture.host(images: [image]), policy).verdict("image/sha256:d") == "unknown no_rule")
    }

    @Test func `without the age key no untagged image is safe`() {
        let host = Fixture.host(images: [Fixture.image(id: "sha256:u")])
        #expect(judge(host, everythingIsSafe).verdict("image/sha256:u") == "unknown no_rule")
    }
}
