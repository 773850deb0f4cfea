import TestSupport
import Testing

extension EndToEnd {
    /// Images that several tags, children or containers share.
    @Suite(.needs(.engine)) struct SharedImageTests {
        @Test func `a safe tag beside a protected one goes, and the image stays with the other`() async throws {
            try await TestHost.with(.safety()) { scene in
                let id = try await scene.image("stable-x:1")
                try await scene.engine.docker("tag", "stable-x:1", "tmp-x:1")
                try await scene.cleanUp(removing: ["image/tmp-x:1"])
                #expect(try await scene.facts()["image/stable-x:1"] == id)
            }
        }

        @Test func `the image of a stopped container stays, whatever its name`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.image("test-base:1")
                try await scene.createContainer("keeper", image: "test-base:1")
                try await scene.image("test-unused:1")
                #expect(try await scene.audit()["image/test-base:1"]?.rule == "in_use")
                try await scene.cleanUp(removing: ["image/test-unused:1"])
                try await scene.engine.docker("start", "keeper")
            }
        }

        @Test func `deleting a child leaves its untagged parents, which nobody listed`() async throws {
            try await TestHost.with(.safety()) { scene in
                let parents = try await build("test-child:1", from: "odoo:18.0", in: scene)
                try #require(parents.count == 1)
                try await scene.cleanUp(removing: ["image/test-child:1"])
                #expect(try await scene.facts()["image/\(parents[0])"] == parents[0])
            }
        }

        @Test func `a parent whose child stays loses its tag only`() async throws {
            try await TestHost.with(.safety()) { scene in
                let parent = try await scene.image("test-parent:1")
                _ = try await build("kept:1", from: "test-parent:1", in: scene)
                #expect(try await scene.audit()["image/test-parent:1"]?.notes == ["untag_only"])
                let before = try await scene.facts()
                let planned = try await scene.plan()
                #expect(planned.kinds == ["image/test-parent:1": "untag"])
                try await scene.applyAll(of: planned)
                var after = before
                after["image/\(parent)"] = after.removeValue(forKey: "image/test-parent:1")
                try await scene.expectFacts(after)
            }
        }

        @Test func `an image goes with the last of its tags`() async throws {
            try await TestHost.with(.safety()) { scene in
                let id = try await scene.image("tmp-a:1")
                try await scene.engine.docker("tag", "tmp-a:1", "tmp-b:1")
                try await scene.cleanUp(removing: ["image/tmp-a:1", "image/tmp-b:1"])
                #expect(!(try await scene.facts().values.contains(id)))
            }
        }

        @Test func `an image stays for a container that was made from its ID, under a name`() async throws {
            try await TestHost.with(.safety()) { scene in
                let id = try await scene.image("tmp-a:1")
                try await scene.engine.docker("tag", "tmp-a:1", "tmp-b:1")
                try await scene.createContainer("keeper", image: id)
                let planned = try await scene.plan()
                #expect(planned.kinds.count < 2 && planned.kinds.values.allSatisfy { $0 == "untag" })
                if planned.file != nil { try await scene.applyAll(of: planned) }
                let left = try await scene.facts().filter { $0.value == id }.keys
                #expect(left.contains("image/tmp-a:1") || left.contains("image/tmp-b:1"))
            }
        }

        @Test func `an unnamed image goes by age, but never below a child or a container that stays`() async throws {
            try await TestHost.with(.safety(Policy(unnamedImageDays: 0))) { scene in
                _ = try await build("kept:1", from: "odoo:18.0", in: scene)
                let used = try await scene.image("app:1")
                try await scene.createContainer("keeper", image: "app:1")
                let unused = try await scene.image("app:1")
                try await scene.image("app:1")
                #expect(try await scene.facts()["image/\(used)"] == used)
                try await scene.cleanUp(removing: ["image/\(unused)"])
            }
        }

        @Test func `an image that lost a protected tag stays, though nothing names it any more`() async throws {
            try await TestHost.with(.safety(Policy(unnamedImageDays: 0))) { scene in
                let id = try await scene.image("stable-x:1")
                _ = try await scene.audit()
                try await scene.image("stable-x:1")
                #expect(try await scene.audit()["image/\(id)"]?.rule == "bore_protected_tag")
                try await scene.cleanUp(removing: [])
            }
        }

        @Test func `a container keeps its image when the tag has moved on`() async throws {
            try await TestHost.with(.safety()) { scene in
                let old = try await scene.image("tmp-app:1")
                try await scene.createContainer("web", image: "tmp-app:1")
                try await scene.engine.docker("tag", old, "tmp-old:1")
                try await scene.image("tmp-app:1")
                let judged = try await scene.audit()
                #expect(judged["image/tmp-app:1"]?.rule == "in_use")
                #expect(judged["image/tmp-old:1"]?.rule == "in_use")
                try await scene.cleanUp(removing: [])
                try await scene.engine.docker("start", "web")
            }
        }

        /// Builds two layers with the classic builder, and gives the untagged images below the tagged one.
        private func build(_ tag: String, from base: String, in scene: TestHost) async throws -> [String] {
            let before = Set(try await scene.facts().keys)
            try await scene.engine.shell(
                "printf 'FROM \(base)\\nLABEL one=1\\nLABEL two=2\\n' | docker build -t '\(tag)' - 2>/dev/null"
            )
            let made = Set(try await scene.facts().keys).subtracting(before)
            return made.filter { $0.hasPrefix("image/sha256:") }.map { String($0.dropFirst("image/".count)) }
        }
    }
}
