import Domain
import JSON
import PlanFile
import Testing

struct PlanFileFaultTests {
    static let faults: [PlanFileFault] = [
        .tooLarge(bytes: 17_000_000), .notJSON(problem: "unexpected end", line: 3, column: 4), .foreignFormat,
        .otherMajor(found: 2), .otherMinor(found: 2), .shape(.missingKey(path: "plan.mode")),
        .shape(.unknownKey(path: "plan.x")),
        .shape(.duplicateKey(path: "plan.mode")), .shape(.wrongType(path: "plan.mode", expected: "a string")),
        .shape(.unknownWord(path: "plan.mode", allowed: ["all", "stack"])),
        .inconsistent(path: "plan.actions", problem: "odd"),
        .notCanonical(.lineEndings, line: 1, column: 2), .notCanonical(.byteOrderMark, line: 1, column: 1),
        .notCanonical(.spelling, line: 7, column: 1),
    ]

    @Test(arguments: faults)
    func `every fault says what is wrong, in which file, and what to do`(fault: PlanFileFault) {
        let diagnostic = fault.diagnostic(file: "plans/x.plan.json")
        #expect(diagnostic.code == .planFileInvalid)
        #expect(diagnostic.severity == .error)
        #expect(diagnostic.summary == "plans/x.plan.json is not a valid plan file: \(fault.description)")
        #expect(!diagnostic.fix.isEmpty)
    }

    @Test func `each fault has words of its own`() {
        #expect(Set(Self.faults.map(\.description)).count == Self.faults.count)
    }

    @Test func `a place is given where there is one`() {
        let position = PlanFileFault.notJSON(problem: "x", line: 3, column: 4).diagnostic(file: "p").position
        #expect(position == SourcePosition(file: "p", line: 3, column: 4))
        #expect(PlanFileFault.shape(.missingKey(path: "plan")).diagnostic(file: "p").position == nil)
    }
}
