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

    /// The compiler accepts a second member of the same name in another module without a warning. It shadows the
    /// Domain's there, so that one name would mean two things.
    @Test func `no module declares a member of the domain again`() throws {
        let files = try SourceFile.all()
        let domain = Members(of: files.filter { $0.module == "Domain" }).places
        #expect(domain.count > 300)
        let modules = Set(files.map(\.module)).subtracting(["Domain"])
        let again = modules.flatMap { module in
            Members(of: files.filter { $0.module == module }).places.filter { domain[$0.key] != nil }
        }
        #expect(again.isEmpty, "\(again.map { "\($0.value) declares \($0.key) again" }.sorted())")
    }

    @Test func `README names every module`() throws {
        let readme = SourceFile.root.appendingPathComponent("README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        let missing = Set(try SourceFile.all().map(\.module)).filter { !text.hasWord($0) }
        #expect(missing.sorted() == [])
    }

    /// A page that leads nowhere is worse than none.
    @Test func `what the papers link to is there`() throws {
        let pages = try Papers.all()
        #expect(pages.count > 20)
        let links = try pages.flatMap { page in try Papers.links(on: page).map { (page, $0) } }
        #expect(links.count > 20)
        let missing = links.filter { page, link in
            !FileManager.default.fileExists(atPath: URL(fileURLWithPath: link, relativeTo: page).path)
        }
        #expect(missing.isEmpty, "\(missing.map { "\($0.0.lastPathComponent): \($0.1)" })")
    }
}

/// The Markdown that people read who change the code.
private enum Papers {
    static func all() throws -> [URL] {
        let root = SourceFile.root
        let folders = [".github", "infra/docs", "Sources"].map { root.appendingPathComponent($0) }
        let below = folders.flatMap { folder in
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        }
        return [root.appendingPathComponent("README.md")] + below.filter { $0.pathExtension == "md" }
    }

    /// The targets of relative links, without what stands behind `#`.
    static func links(on page: URL) throws -> [String] {
        let text = try String(contentsOf: page, encoding: .utf8)
        return text.matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/).map { String($0.1) }
    }
}
