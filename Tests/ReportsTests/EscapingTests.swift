import Domain
import JSON
import Reports
import Testing

struct EscapingTests {
    @Test func `what steers a terminal is written out`() {
        #expect(
            escapedForTerminal("a\u{1B}[1mb\u{202E}c\u{200B}d\u{2028}e\u{9B}\u{7F}\n")
                == "a\\u{1b}[1mb\\u{202e}c\\u{200b}d\\u{2028}e\\u{9b}\\u{7f}\\u{a}"
        )
    }

    @Test func `plain and foreign letters stay as they are`() {
        #expect(escapedForTerminal("odoo-staging Größe 数据 C:\\temp") == "odoo-staging Größe 数据 C:\\temp")
    }

    @Test func `text that imitates an escape differs from the escape`() {
        #expect(escapedForTerminal("a\\u{202e}") == "a\\u{5c}u{202e}")
        #expect(escapedForTerminal("a\\u{202e}") != escapedForTerminal("a\u{202E}"))
    }

    @Test func `composed and decomposed names look different`() {
        #expect(Array(terminalName("\u{E9}").utf8) != Array(terminalName("e\u{301}").utf8))
        #expect(terminalName("prod-\u{301}db") == "prod-\\u{301}db")
    }

    @Test(arguments: Hostile.names) func `JSON text for a terminal parses to the same value`(name: String) throws {
        let value = JSON.object([JSON.Member(name, .string(name))])
        let text = escapedJSONText(value.text(.pretty))
        #expect(Hostile.isPrintable(text))
        #expect(try JSON.parse(Array(text.utf8)) == value)
    }

    @Test(arguments: Hostile.names) func `nothing begins or ends in a Markdown name`(name: String) {
        let text = escapedForMarkdown(name)
        #expect(!text.contains { "<>|`*_[]()@~\"'\n\\!$".contains($0) })
        #expect(!text.contains("://") && !text.contains("www."))
        let broken = text.split(separator: "&#64;", omittingEmptySubsequences: false).dropFirst()
        #expect(broken.allSatisfy { $0.hasPrefix("&#8203;") })
    }

    @Test func `a formula cell becomes text and quotes are doubled`() {
        #expect(CSV.cell("=1+1") == "\"'=1+1\"")
        #expect(CSV.cell("-2") == "\"'-2\"")
        #expect(CSV.cell(" @x") == "\"' @x\"")
        #expect(CSV.cell("a,\"b\"") == "\"a,\"\"b\"\"\"")
        #expect(CSV.cell("a\r\nb") == "a\\u{d}\\u{a}b")
        #expect(CSV.cell("plain-name") == "plain-name")
    }

    @Test func `records end with CR LF`() {
        #expect(CSV(header: ["a", "b"], rows: [["1", ""]]).text == "a,b\r\n1,\r\n")
    }
}
