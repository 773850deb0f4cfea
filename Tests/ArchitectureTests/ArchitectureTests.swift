import Foundation
import Testing

@Suite struct `Architecture` {
    @Test(arguments: Rules.all)
    func `the sources keep the rule`(rule: Rule) throws {
        let files = try SourceFile.all()
        #expect(files.count > 50)
        let found = files.flatMap(rule.check)
        #expect(found.isEmpty, "\(rule): \(found.joined(separator: ", "))")
    }

    @Test func `every module has its line in the table of imports`() throws {
        let modules = Set(try SourceFile.all().map(\.module))
        let known = Set(ImportTable.allowed.keys).union(["Workflows", "CSQLite"])
        #expect(modules.subtracting(known).sorted() == [])
    }

    @Test func `README names every module`() throws {
        let readme = SourceFile.root.appendingPathComponent("README.md")
        guard FileManager.default.fileExists(atPath: readme.path) else { return }
        let text = try String(contentsOf: readme, encoding: .utf8)
        let missing = Set(try SourceFile.all().map(\.module)).filter { !text.hasWord($0) }
        #expect(missing.sorted() == [])
    }
}
