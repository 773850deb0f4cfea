import Domain
import Foundation
import Reports
import Testing

struct CodePageTests {
    @Test(arguments: DiagnosticCode.allCases) func `every code has one complete page`(code: DiagnosticCode) throws {
        let page = try #require(CodePage.page(for: code))
        #expect(CodePage.all.count { $0.code == code } == 1)
        for text in [page.title, page.cause, page.example, page.fix] { #expect(!text.isEmpty) }
        let text = page.text(.plain)
        #expect(text.hasPrefix("\(code.rawValue): "))
        #expect(text.contains("Fix: ") && text.contains("Exit code: \(page.exitCode.rawValue)"))
        #expect(tooWide(text) == [])
    }

    @Test func `a page is found whatever the case of its name`() {
        #expect(CodePage.page(named: "rc301")?.code == .planStale)
        #expect(CodePage.page(named: "RC9999") == nil)
    }

    @Test func `no two titles and no two rule sentences are the same`() {
        #expect(Set(CodePage.all.map(\.title)).count == DiagnosticCode.allCases.count)
        #expect(Set(RuleName.allCases.map(\.sentence)).count == RuleName.allCases.count)
    }

    /// Every place of the sources that makes a diagnostic of a code.
    @Test(arguments: DiagnosticCode.allCases)
    func `a page tells an exit code only for a code that ends a command`(code: DiagnosticCode) throws {
        let page = try #require(CodePage.page(for: code))
        let uses = Self.uses.filter { $0.code == "\(code)" }
        let onlyWarns = uses.allSatisfy(\.isWarning)
        if uses.contains(where: \.isWarning) { #expect(page.canWarn, "\(code.rawValue) is told as a warning") }
        if page.exitCode == .done {
            #expect(!uses.isEmpty && onlyWarns, "\(code.rawValue) is told as an error")
        } else if !uses.isEmpty, onlyWarns {
            // Another module may name it where it maps its own faults to codes.
            #expect(Self.mentions("\(code)") > uses.count, "\(code.rawValue) is never more than a warning")
        }
    }

    private struct Use {
        let code: String
        let isWarning: Bool
    }

    private static func mentions(_ code: String) -> Int {
        texts.reduce(0) { $0 + $1.split { !$0.isLetter && $0 != "." }.count { $0.hasSuffix(".\(code)") } }
    }

    private static let uses: [Use] = texts.flatMap { text in
        text.matches(
            of: /(?:Diagnostic|(\.warning|add)|\.error|\.fault)\(\s*\.(\w+)(?:,\s*\.(warning|error))?/
        ).map { Use(code: String($0.2), isWarning: $0.1 == ".warning" || $0.3 == "warning") }
    }

    /// The sources, but for the pages and the list of codes.
    private static let texts: [String] = {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        let swift = (files?.compactMap { $0 as? URL } ?? []).filter { file in
            file.pathExtension == "swift" && !file.path.contains("/CodePages/")
                && file.lastPathComponent != "DiagnosticCode.swift"
        }
        return swift.compactMap { try? String(contentsOf: $0, encoding: .utf8) }
    }()
}
