import CoreTestSupport
import Domain
import JSON
import PlanFile
import Testing

struct FormatVersionTests {
    private func fault(_ format: String) throws -> PlanFileFault? {
        let bytes = PlanFileCodec.write(PlanSamples.content([]))
        let file = try JSON.parse(bytes).setting("format", to: .string(format)).setting("plan.new_key", to: 1)
        return #expect(throws: PlanFileFault.self) { try PlanFileCodec.read(file.bytes(.pretty)) }
    }

    @Test func `a newer minor version asks for a newer tool`() throws {
        let fault = try fault("reconcile.plan/2.2")
        #expect(fault == .otherMinor(found: 2))
        #expect(fault?.diagnostic(file: "p").fix == "Use the version of the tool that wrote the file, or a newer one.")
    }

    @Test func `an older minor version asks for a new plan`() throws {
        let fault = try #require(try fault("reconcile.plan/2.0"))
        #expect(fault == .otherMinor(found: 0))
        #expect(fault.diagnostic(file: "p").fix == "Plan again with this version of the tool.")
    }

    @Test func `another major version is refused before its keys are looked at`() throws {
        #expect(try fault("reconcile.plan/3.0") == .otherMajor(found: 3))
        #expect(try fault("reconcile.plan/1.1") == .otherMajor(found: 1))
        let old = PlanFileFault.otherMajor(found: 1).diagnostic(file: "p")
        #expect(old.fix == "Plan again with this version of the tool.")
    }

    @Test(arguments: [
        "", "reconcile.plan", "reconcile.plan/1", "reconcile.plan/1.0.0", "reconcile.plan/+1.0", "terraform/1.0",
    ])
    func `anything else is no plan file`(format: String) throws {
        #expect(try fault(format) == .foreignFormat)
    }
}
