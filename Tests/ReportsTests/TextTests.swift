import Reports
import Testing

struct TextTests {
    @Test func `wide characters take two columns and marks none`() {
        #expect(displayWidth("数据") == 4)
        #expect(displayWidth("e\u{301}") == 1)
        #expect(displayWidth("Größe") == 5)
    }

    @Test func `text wraps at spaces and long words break`() {
        #expect(wrapped("one two three", width: 8) == ["one two", "three"])
        #expect(wrapped("abcdefghij kl", width: 4) == ["abcd", "efgh", "ij", "kl"])
        #expect(wrapped("a\n\nb", width: 10) == ["a", "", "b"])
    }

    @Test func `a long name loses its middle`() {
        #expect(truncatedInTheMiddle("abcdefghij", to: 7, styling: .plain) == "abc…hij")
        #expect(truncatedInTheMiddle("abcdefg", to: 7, styling: .plain) == "abcdefg")
        #expect(truncatedInTheMiddle("abcdefghij", to: 7, styling: Styling(usesUnicode: false)) == "ab...ij")
    }

    @Test func `names that would look alike when cut are shown whole`() {
        let names = ["test-aaaa-1-zzzz", "test-aaaa-2-zzzz", "test-bbbb-3-yyyy"]
        let cells = fitted(names, width: 10, styling: .plain)
        #expect(cells[0].joined() == names[0])
        #expect(cells[1].joined() == names[1])
        #expect(cells[2] == ["test-…yyyy"])
    }

    @Test func `a name that equals the short form of another is told apart`() {
        let names = ["test-bbbb-3-yyyy", "test-…yyyy"]
        let cells = fitted(names, width: 10, styling: .plain)
        #expect(cells[0].joined() == names[0])
        #expect(cells[0] != cells[1])
    }

    @Test func `a table keeps to its width`() {
        let long = String(repeating: "x", count: 100)
        let cells = [
            [TextTable.Cell("1"), .init(long), .init("a b " + long)], [.init("22"), .init("short"), .init("")],
        ]
        let table = TextTable([.init("No"), .init("Name", .cut), .init("Text", .wrap)], cells: cells)
        let lines = table.lines(.plain)
        #expect(lines.allSatisfy { displayWidth($0) <= 80 && !$0.hasSuffix(" ") })
        #expect(lines[0].hasPrefix("No  Name"))
    }

    @Test func `colour adds sequences and changes no text`() {
        let coloured = Fixtures.audit().text(Styling(usesColour: true))
        var plain = coloured
        for tint in Tint.allCases {
            let sequence = "\u{1B}[\(tint.parameters)m"
            plain = plain.split(separator: sequence, omittingEmptySubsequences: false).joined()
        }
        plain = plain.split(separator: "\u{1B}[0m", omittingEmptySubsequences: false).joined()
        #expect(coloured != plain)
        #expect(plain == Fixtures.audit().text(.plain))
    }
}
