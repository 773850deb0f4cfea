import Domain
import JSON
import TestSupport
import Testing

@testable import Compose

@Suite(.needs(.sharedCases)) struct `Merging trees` {
    @Test func `compose-go's rows merge as they say`() throws {
        let rows = try Rows.read("compose/compose-go/merge_rows.json")
        let right = try rows.filter { row in
            let found = try mistakes(in: row)
            #expect(found.isEmpty, "\(row["test"]?.string ?? ""): \(found.joined(separator: "; "))")
            return found.isEmpty
        }
        Rows.print("merge_rows", right.count, of: rows.count)
    }

    private func mistakes(in row: JSON) throws -> [String] {
        var findings = DiagnosticCollector()
        var tree = try read(row["base"]?.string ?? "")
        if let override = row["override"]?.string {
            var merge = TreeMerge()
            tree = merge.merge(tree, try read(override))
            findings.add(merge.findings.diagnostics)
        }
        if row["op"] != "merge-no-unicity" { tree = Unicity.enforce(tree, &findings) }
        #expect(findings.diagnostics.isEmpty, "\(row["test"]?.string ?? "")")
        let expected = try read(row["expected"]?.string ?? "")
        switch row["test"]?.string {
        // This row comes from a test that is commented out in compose-go, and it does not hold there: the code appends
        // these lists like any others.
        case "Test_mergeYamlModelsRuntimeFlagsMerge":
            let flags = tree["models"]?["llm"]?["runtime_flags"]?.elements.compactMap(\.string)
            return flags == ["--gpu", "--batch-size=32", "--fp16", "--batch-size=64"] ? [] : ["not appended"]
        // Expected and actual value are written in different forms; their long forms must be equal.
        case "TestMergeEnvFilesMixed":
            return differences(JSON(LongForms.apply(tree).tree), JSON(LongForms.apply(expected).tree))
        default: return differences(JSON(tree), JSON(expected))
        }
    }

    @Test(arguments: [
        ("a: {b: 1, c: 2}", "a: {b: !reset null}", "a: {c: 2}"),
        ("a: {b: [1], c: 2}", "a: {b: !override [2]}", "a: {b: [2], c: 2}"),
        ("a: {b: {d: 1}}", "a: !override {c: 2}", "a: {c: 2}"),
        ("a: {b: 1}", "a: !reset {}", "{}"),
        ("{}", "a: {b: !reset x, c: [!reset y, z]}", "a: {c: [z]}"),
        (
            "services: {s: {environment: {A: 1, B: 2}}}", "services: {s: {environment: {A: !reset 0}}}",
            "services: {s: {environment: [B=2]}}"
        ),
        ("services: {s: {command: [a]}}", "services: {s: {command: null}}", "services: {s: {command: null}}"),
    ])
    func `tags take away what was there`(base: String, override: String, expected: String) throws {
        let over = try read(override)
        var merge = TreeMerge()
        let merged = merge.merge(MergeTags.apply(of: over, to: try read(base)), MergeTags.stripped(over))
        #expect(differences(JSON(merged), JSON(try read(expected))).isEmpty, "\(JSON(merged).text(.compact))")
    }

    @Test func `two forms that cannot merge are an error that names both places`() throws {
        var merge = TreeMerge()
        _ = merge.merge(try read("x:\n  a: [1]\n"), try read("x:\n\n  a: {b: 1}\n"))
        let fault = try #require(merge.findings.diagnostics.first)
        #expect(fault.code == .stackValue)
        #expect(fault.position == SourcePosition(file: "test.yaml", line: 3, column: 6))
        #expect(fault.summary.contains("test.yaml:2:6"))
    }

    @Test func `origins survive merging and the change of form`() throws {
        var interpolation = TreeInterpolation(variables: ["SECRET": "s"])
        let base = interpolation.apply(try read("services: {s: {environment: {A: $SECRET, B: 1}}}"))
        var merge = TreeMerge()
        let merged = merge.merge(base, try read("services: {s: {environment: [C=2]}}"))
        let list = merged["services"]?["s"]?["environment"]?.elements ?? []
        #expect(list.map(\.string) == ["A=s", "B=1", "C=2"])
        #expect(list.map(\.origins) == [[.variable("SECRET")], [], []])
    }

    private func read(_ yaml: String) throws -> ComposeValue {
        var findings = DiagnosticCollector()
        let documents = YAMLDocuments.read(Array(yaml.utf8), file: "test.yaml", &findings)
        #expect(findings.diagnostics.isEmpty, "\(findings.diagnostics)")
        return try #require(documents.first)
    }
}
