import Domain
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
}
