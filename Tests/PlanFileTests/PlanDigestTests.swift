import CoreTestSupport
import Domain
import JSON
import PlanFile
import Testing

struct PlanDigestTests {
    @Test func `a file's hash is its SHA-256`() {
        let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(PlanDigest.fileHash(of: []) == empty)
        #expect(PlanDigest.fileHash(of: [0x0A]).hasPrefix("sha256:01ba4719c80b6fe9"))
    }

    @Test func `who issued a plan and when is not in its digest`() throws {
        let content = PlanSamples.content([PlanSamples.volume("test-data")])
        let bytes = PlanFileCodec.write(content)
        let later = try JSON.parse(bytes).setting("issued.at", to: "2027-01-01T00:00:00Z").bytes(.pretty)
        #expect(PlanDigest.fileHash(of: later) != PlanDigest.fileHash(of: bytes))
        let digest = PlanDigest.digest(of: content.plan)
        #expect(PlanDigest.digest(of: try PlanFileCodec.read(later).plan) == digest)
        #expect(digest == "sha256:21ec413386578c8721b42e8940dff5b524bc94d87f0f4fcc6622e9a615482b00")
    }

    @Test func `any change of the plan changes its digest`() {
        let digests = [
            PlanSamples.plan([]), PlanSamples.plan([], omissions: [Omission(nil, .heldBack, "x")]),
            PlanSamples.plan([PlanSamples.volume("v")]),
            PlanSamples.plan([PlanSamples.volume("w")]),
        ].map(PlanDigest.digest)
        #expect(Set(digests).count == digests.count)
    }

    @Test func `jq gives the digest's bytes`() throws {
        for seed in 0..<40 {
            var plans = RandomPlans(seed: UInt64(seed) + 10_000)
            let content = plans.content()
            let printed = try Jq.run(["-S", ".plan"], input: PlanFileCodec.write(content))
            #expect(PlanDigest.fileHash(of: printed) == PlanDigest.digest(of: content.plan), "seed \(seed)")
        }
    }
}
