import Classification
import CoreTestSupport
import Domain
import Testing

@Suite struct `Explanations` {
    private let host = Fixture.host(
        [Fixture.container("prod-web", volumes: ["test-v"]), Fixture.container("keeper", volumes: ["test-w"])],
        images: [Fixture.image("test-i:1"), Fixture.image(id: "sha256:u")],
        volumes: [Fixture.volume("test-v"), Fixture.volume("test-w"), Fixture.volume("test-x")],
        networks: [Fixture.network("odoo-staging-network")],
        incomplete: [.init(address: Address(.volume, "odd"), id: "odd", field: "Driver")]
    )
    private let policy = Fixture.ownersPolicy {
        $0.deleteImages = ["test*"]
        $0.ages = AgeThresholds(unnamedImageDays: 5)
    }

    private func trace(_ address: String, _ memory: Memory = .none) throws -> [String] {
        let parsed = try #require(Address(parsing: address))
        let explanation = try #require(Classifier(policy: policy, memory: memory).explain(parsed, in: host))
        #expect(explanation.resource == judge(host, policy, memory)[parsed])
        return explanation.trace.filter { $0.outcome != .noMatch }
            .map { "\($0.class.rawValue) \($0.rule.name.rawValue) \($0.outcome.rawValue)" }
    }

    @Test func `the rule that decided stands before those that it outranks`() throws {
        #expect(
            try trace("volume/test-v") == [
                "protected used_by_protected decided", "extra_safe_delete safe_to_delete_patterns outranked",
            ]
        )
        #expect(try trace("network/odoo-staging-network") == ["expected networks decided"])
        #expect(try trace("volume/test-x") == ["extra_safe_delete safe_to_delete_patterns decided"])
    }

    @Test func `what speaks against deleting is told after the pattern that would allow it`() throws {
        #expect(try trace("image/sha256:u").last == "unknown not_unused_long_enough decided")
        #expect(try trace("volume/test-w").last == "unknown in_use decided")
        #expect(try trace("volume/odd") == ["unknown incomplete_observation decided"])
    }

    @Test func `memory is told unless a release lifts it`() throws {
        let protected = Memory.Protected(
            address: Address(.volume, "test-x"),
            id: "test-x",
            rule: DecidingRule(.floor, origin: .builtIn),
            first: Fixture.days(ago: 3)
        )
        let memory = Memory(protected: [protected])
        #expect(try trace("volume/test-x", memory).first == "protected protected_before decided")
        let released = Fixture.ownersPolicy { $0.releases = [Fixture.release("volume/*", until: Fixture.now)] }
        let explanation = Classifier(policy: released, memory: memory).explain(Address(.volume, "test-x"), in: host)
        #expect(explanation?.trace.contains { $0.rule.name == .protectedBefore } == false)
    }

    @Test func `every rule that was tried is listed`() throws {
        let explanation = try #require(
            Classifier(policy: policy, memory: .none).explain(Address(.image, "test-i:1"), in: host)
        )
        let tried = explanation.trace.filter { $0.outcome == .noMatch }.map(\.rule.pattern)
        for pattern in ["prod-", "ipai-*", "mcp/*", "tmp-*", "test*"] { #expect(tried.contains(pattern)) }
    }

    @Test func `a fact on the object itself is told`() throws {
        let host = Fixture.host(networks: [Fixture.network("bridge", labels: .init(protect: true))])
        let explanation = try #require(
            Classifier(policy: policy, memory: .none).explain(Address(.network, "bridge"), in: host)
        )
        let reported = explanation.trace.filter { $0.outcome != .noMatch }
        #expect(reported.map(\.rule.name) == [.engineBuiltIn, .protectLabel])
        #expect(reported.map(\.outcome) == [.decided, .outranked])
    }

    @Test func `an address that is not there has no explanation`() {
        #expect(Classifier(policy: policy, memory: .none).explain(Address(.volume, "none"), in: host) == nil)
    }
}
