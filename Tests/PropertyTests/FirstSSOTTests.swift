import Classification
import CoreTestSupport
import Domain
import Planning
import SSOT
import Testing

/// `init --from-host` on any host.
@Suite struct `The first SSOT of random hosts` {
    static let seeds = Share.of(40_001..<50_001)

    @Test
    func `it is valid without a warning, allows what runs, deletes nothing, and stays valid when patterns are let in`()
        async
    {
        let (broken, tally) = await Self.check()
        #expect(broken.isEmpty, "\(broken.prefix(10).joined(separator: "\n"))")
        // A generator that no longer makes a case is noticed.
        for word in First.Case.allCases { #expect(tally[word, default: 0] > 0, "no host for \(word)") }
    }

    private static func check() async -> (broken: [String], tally: [First.Case: Int]) {
        await withTaskGroup(of: ([String], [First.Case]).self) { group in
            for part in Seeds.parts(of: seeds) {
                group.addTask {
                    let all = part.map { First($0) }
                    return (
                        all.flatMap { $0.faults + ($0.seed % 10 == 0 ? $0.faultsOfUncommented : []) },
                        all.flatMap(\.cases)
                    )
                }
            }
            return await group.reduce(into: ([], [:])) { all, part in
                all.0 += part.0
                for word in part.1 { all.1[word, default: 0] += 1 }
            }
        }
    }
}

/// One host with its first SSOT.
private struct First {
    /// What the hosts must bring about now and then.
    enum Case: CaseIterable {
        case listed, leftOut, unreadableName, withoutTag, project, allPatterns, fewerPatterns
    }

    let seed: UInt64
    let host: ObservedHost
    let guardRules: [ProtectionRule]
    let classified: ClassifiedHost
    let text: String

    init(_ seed: UInt64) {
        self.seed = seed
        host = WildHost.random(seed)
        guardRules = seed % 3 == 0 ? [Fixture.guardRule("own-"), Fixture.guardRule("test-*", .images)] : []
        classified = Classifier(policy: .withoutSSOT(guardRules), memory: .none).classify(host)
        text = FirstText(env: "staging", FirstEntries(classified), schema: "../schema/ssot.schema.json").text
    }

    var faults: [String] {
        let reading = SSOTReader.read(Array(text.utf8), file: "infra/docker/DOCKER_STAGING_SSOT.yaml")
        guard let document = reading.document, reading.diagnostics.isEmpty else {
            return ["seed \(seed): \(reading.diagnostics.map(\.summary).prefix(3))"]
        }
        let policy = document.policy(guardRules: guardRules)
        let result = plan(policy)
        let judged = result.classified
        let unlisted = running.filter { judged[$0.address]?.class != .expected }.map { "\($0.name) is not expected" }
        let actions = result.plan.actions.map { "plans \($0.kind) \($0.address)" }
        return (actions + result.violations.map(\.summary) + unlisted + judged.missing.map { "misses \($0)" })
            .map { "seed \(seed): \($0)" }
    }

    var faultsOfUncommented: [String] {
        let bare = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            ["    # safe_to_delete", "    #   - ", "    # delete_unnamed"].contains { line.hasPrefix($0) }
                ? "    " + line.dropFirst(6) : String(line)
        }
        let reading = SSOTReader.read(Array(bare.joined(separator: "\n").utf8), file: "DOCKER_STAGING_SSOT.yaml")
        guard reading.document?.ages.unnamedImageDays != nil, reading.diagnostics.isEmpty else {
            return ["seed \(seed): \(reading.diagnostics.map(\.summary).prefix(3))"]
        }
        return []
    }

    /// What an allow-list can name and nothing protects.
    private var running: [ObservedContainer] {
        host.containers.filter {
            $0.state.isAlive && !$0.labels.isSwarm && !$0.labels.isOneOff && classified[$0.address]?.class != .protected
        }
    }

    /// With a ledger that has watched everything lie unused for long.
    private func plan(_ policy: Policy) -> PlanningResult {
        let old = Fixture.days(ago: 400)
        let memory = Memory(
            imageUnusedSince: Dictionary(host.images.map { ($0.id, old) }) { first, _ in first },
            volumeUnusedSince: Dictionary(host.volumes.map { ($0.name, old) }) { first, _ in first }
        )
        return Planner.plan(
            PlanningInput(
                host: host,
                policy: policy,
                memory: memory,
                ssot: .init(path: "ssot.yaml", sha256: "sha256:0"),
                stack: [],
                mode: .all,
                selection: .everything,
                digestKeyID: "key"
            )
        )
    }

    var cases: [Case] {
        let patterns = text.split(separator: "\n").count { $0.hasPrefix("    #   - ") }
        let facts: [(Case, Bool)] = [
            (.listed, text.contains("\n    - ")), (.leftOut, text.contains("(protected, ")),
            (.unreadableName, text.contains("(the name ")), (.withoutTag, text.contains("(no tag names it)")),
            (.project, text.contains("# Compose projects")), (.allPatterns, patterns == 3),
            (.fewerPatterns, patterns < 3),
        ]
        return facts.filter(\.1).map(\.0)
    }
}
