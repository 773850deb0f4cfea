import Domain
import JSON
import PlanFile
import Testing

struct RoundTripTests {
    @Test func `any plan comes back as it was written, byte for byte`() throws {
        for seed in 0..<500 {
            var plans = RandomPlans(seed: UInt64(seed))
            let content = plans.content()
            let bytes = PlanFileCodec.write(content)
            let read = try PlanFileCodec.read(bytes)
            #expect(read == content, "seed \(seed)")
            #expect(PlanFileCodec.write(read) == bytes, "seed \(seed)")
        }
    }

    @Test func `a plan without actions is valid`() throws {
        let content = PlanSamples.content([])
        #expect(try PlanFileCodec.read(PlanFileCodec.write(content)) == content)
    }

    @Test func `the positions of the limits stay outside the file`() throws {
        let position = SourcePosition(file: "ssot.yaml", line: 3, column: 5)
        let positioned = Limits(maxDeletes: 7, maxDeletePercent: 9, maxDeletesPosition: position)
        let plain = Limits(maxDeletes: 7, maxDeletePercent: 9)
        #expect(bytes(limits: positioned) == bytes(limits: plain))
        #expect(try PlanFileCodec.read(bytes(limits: positioned)).plan.limits == plain)
    }

    @Test func `names that Unicode calls equal stay two names`() throws {
        let content = PlanSamples.content([PlanSamples.volume("e\u{301}"), PlanSamples.volume("é")])
        #expect(try PlanFileCodec.read(PlanFileCodec.write(content)).plan.actions.count == 2)
    }

    @Test func `the list of actions is the one in the file`() throws {
        let content = PlanSamples.content([PlanSamples.volume("a"), PlanSamples.volume("b", after: ["a"])])
        let file = try JSON.parse(PlanFileCodec.write(content))
        #expect(PlanJSON.actions(of: content.plan).bytes(.compact) == file["plan"]?["actions"]?.bytes(.compact))
        #expect(PlanJSON.plan(content.plan).bytes(.compact) == file["plan"]?.bytes(.compact))
        #expect(PlanJSON.issued(content.issued).bytes(.compact) == file["issued"]?.bytes(.compact))
        #expect(
            PlanJSON.step(.removeVolume(name: "a")) == file["plan"]?["actions"]?.array?.first?["steps"]?.array?.first
        )
    }

    private func bytes(limits: Limits) -> [UInt8] {
        let plan = Plan(
            environment: "staging",
            engine: EngineIdentity(id: "5a1c", name: ""),
            ssot: Plan.PinnedFile(path: "ssot.yaml", sha256: "sha256:00"),
            stack: [],
            mode: .all,
            applyable: false,
            complete: true,
            omissions: [],
            digestKeyID: "",
            limits: limits,
            actions: []
        )
        return PlanFileCodec.write(PlanFileContent(plan: plan, issued: PlanSamples.issued))
    }
}
