import Domain
import PlanFile
import Testing

struct PlanFileNameTests {
    @Test func `a plan's name holds its time and the first of its digest`() {
        let name = PlanFileName.name(digest: "sha256:9c1e02ab34cd", at: PlanSamples.moment)
        #expect(name == "20261123T124746Z-9c1e02ab.plan.json")
    }

    @Test func `what belongs to a plan lies beside it`() {
        let name = PlanFileName("plans/staging/20261123T124746Z-9c1e02ab.plan.json")
        let stem = "plans/staging/20261123T124746Z-9c1e02ab"
        #expect(name.signature == "\(stem).plan.json.sig")
        #expect(name.receipt == "\(stem).receipt.json")
        #expect(name.receiptSignature == "\(stem).receipt.json.sig")
    }

    @Test func `a plan file of another name keeps all of it`() {
        #expect(PlanFileName("out.json").receipt == "out.json.receipt.json")
        #expect(PlanFileName("x.plan.json.json").receipt == "x.plan.json.json.receipt.json")
    }
}
