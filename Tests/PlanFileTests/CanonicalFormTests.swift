import Domain
import JSON
import PlanFile
import Testing

/// The same plan in other bytes is another file, and no plan file.
struct CanonicalFormTests {
    private let bytes = PlanFileCodec.write(PlanSamples.content([PlanSamples.volume("test-data")]))
    private var text: String { String(decoding: bytes, as: UTF8.self) }

    private func fault(_ bytes: [UInt8]) -> PlanFileFault? {
        #expect(throws: PlanFileFault.self) { try PlanFileCodec.read(bytes) }
    }

    private func fault(replacing old: String, with new: String) -> PlanFileFault? {
        #expect(text.split(separator: old, omittingEmptySubsequences: false).count == 2, "\(old) stands once")
        let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        return fault(Array(parts.joined(separator: new).utf8))
    }

    private func isSpelling(_ fault: PlanFileFault?) -> Bool {
        guard case .notCanonical(.spelling, _, _) = fault else { return false }
        return true
    }

    @Test func `CRLF is put down to git`() {
        let fault = fault(bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
        #expect(fault == .notCanonical(.lineEndings, line: 1, column: 2))
        let diagnostic = fault?.diagnostic(file: "plans/staging/x.plan.json")
        #expect(diagnostic?.code == .planFileInvalid)
        #expect(diagnostic?.summary.contains("git's autocrlf rewrote it") == true)
        #expect(diagnostic?.fix.contains("'*.plan.json -text' in .gitattributes") == true)
        #expect(diagnostic?.position?.description == "plans/staging/x.plan.json:1:2")
    }

    @Test func `a missing or second newline at the end is a reformatting`() {
        let lines = bytes.count { $0 == 0x0A }
        #expect(fault(bytes.dropLast()) == .notCanonical(.spelling, line: lines, column: 2))
        #expect(fault(bytes + [0x0A]) == .notCanonical(.spelling, line: lines + 1, column: 1))
    }

    @Test func `compact JSON is a reformatting`() throws {
        let compact = try JSON.parse(bytes).bytes(.compact)
        let fault = fault(compact)
        #expect(fault == .notCanonical(.spelling, line: 1, column: 2))
        #expect(fault?.description == "it was reformatted")
    }

    @Test func `a space at the end of a line is a reformatting`() {
        #expect(fault(replacing: "\"plan\": {", with: "\"plan\": { ") == .notCanonical(.spelling, line: 40, column: 12))
    }

    @Test func `a byte order mark is refused by its name`() {
        #expect(fault([0xEF, 0xBB, 0xBF] + bytes) == .notCanonical(.byteOrderMark, line: 1, column: 1))
    }

    @Test func `keys in another order are a reformatting`() {
        let sorted = "\"max_delete_percent\": 50,\n      \"max_deletes\": 25"
        let swapped = "\"max_deletes\": 25,\n      \"max_delete_percent\": 50"
        #expect(isSpelling(fault(replacing: sorted, with: swapped)))
    }

    @Test(arguments: ["\\u0074est-*", "test-\\u002a", "test-\\/*"])
    func `a needless escape is refused`(spelling: String) {
        let old = "\"pattern\": \"test-*\""
        #expect(isSpelling(fault(replacing: old, with: "\"pattern\": \"\(spelling)\"")))
    }

    @Test func `a repeated key is named, with the same value or another`() {
        let twice = "\"mode\": \"cleanup\",\n    \"mode\": \"cleanup\""
        #expect(fault(replacing: "\"mode\": \"cleanup\"", with: twice) == .shape(.duplicateKey(path: "plan.mode")))
        let other = "\"mode\": \"cleanup\",\n    \"mode\": \"all\""
        #expect(fault(replacing: "\"mode\": \"cleanup\"", with: other) == .shape(.duplicateKey(path: "plan.mode")))
        let format = "\"format\": \"reconcile.plan/2.1\""
        #expect(fault(replacing: format, with: "\(format),\n  \(format)") == .shape(.duplicateKey(path: "format")))
    }

    @Test func `data after the plan is refused with its place`() {
        let lines = bytes.count { $0 == 0x0A }
        let expected = PlanFileFault.notJSON(problem: "unexpected data after the value", line: lines + 1, column: 1)
        #expect(fault(bytes + Array("{}".utf8)) == expected)
        #expect(fault(bytes + bytes) == expected)
        #expect(expected.diagnostic(file: "x").position?.line == lines + 1)
    }

    @Test func `what is no JSON is refused`() {
        #expect(fault([]) == .notJSON(problem: "unexpected end", line: 1, column: 1))
        #expect(fault([0x0A, 0x0A, 0x00]) == .notJSON(problem: "unexpected character", line: 3, column: 1))
        #expect(fault(Array(repeating: 0x5B, count: 1_000_000)) != nil)
    }

    @Test func `a file over the limit is not even parsed`() {
        let limit = 16 * 1_024 * 1_024
        #expect(fault(Array(repeating: 0x20, count: limit + 1)) == .tooLarge(bytes: limit + 1))
        #expect(fault(Array(repeating: 0x20, count: limit)) != .tooLarge(bytes: limit))
    }

    @Test func `a file cut anywhere is refused`() {
        for count in bytes.indices { #expect(fault(Array(bytes.prefix(count))) != nil) }
    }

    @Test func `one changed byte is refused or is another plan`() {
        var refused = 0
        for index in bytes.indices {
            for flip: UInt8 in [0x01, 0x02, 0x20, 0x80] {
                var changed = bytes
                changed[index] ^= flip
                do throws(PlanFileFault) {
                    let content = try PlanFileCodec.read(changed)
                    #expect(PlanFileCodec.write(content) == changed)
                } catch {
                    refused += 1
                }
            }
        }
        #expect(refused > bytes.count)
    }
}
