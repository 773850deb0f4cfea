import Domain
import Foundation
import TestSupport
import Testing

@testable import Compose

@Suite struct `Reading env files` {
    @Test(.needs(.sharedCases)) func `each line of compose-go's rows has its name and value`() throws {
        let rows = try Rows.read("interpolation/dotenv_rows.json").filter { $0["line"] != nil }
        let right = rows.filter { row in
            let reading = parse(row["line"]?.string ?? "")
            let isRight =
                reading.values.map(\.name) == [row["key"]?.string]
                && reading.values.map(\.value) == [row["value"]?.string]
            #expect(isRight, "\(row["line"]?.string ?? ""): \(reading.values)")
            return isRight
        }
        Rows.print("dotenv_rows, lines", right.count, of: rows.count)
    }

    /// The rows refer to fixture files, which are in a checkout of compose-go.
    @Test(.needs(.sharedCases), .needs(.composeGo)) func `each file of compose-go's rows has its variables`() throws {
        let rows = try Rows.read("interpolation/dotenv_rows.json").filter { $0["file"] != nil }
        let checkout = try #require(Part.composeGo.value)
        let right = try rows.filter { row in
            let file = row["file"]?.string ?? ""
            // This fixture is for compose-go's registration of further formats, which we do not have.
            guard !file.hasSuffix("custom.format") else { return true }
            let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: checkout).appendingPathComponent(file)))
            let lookup = Self.shells[row["test"]?.string ?? ""] ?? [:]
            let reading = Dotenv.parse(bytes, file: file) { lookup[$0] }
            let wanted = (row["expected"]?.members ?? []).filter { row["presets"]?[$0.key] == nil }
            let isRight = wanted.allSatisfy { reading[$0.key] == $0.value.string }
            #expect(isRight, "\(file): \(reading.values)")
            return isRight
        }
        Rows.print("dotenv_rows, files", right.count, of: rows.count)
    }

    /// Environment variables that these tests of compose-go set and that the rows do not mention.
    private static let shells = [
        "TestSubstitutionsWithEnvFilePrecedence": ["OPTION_A": "5"],
        "TestSubstitutionsWithEnvFileDefaultValuePrecedence": ["OPTION_A": "5"],
    ]

    @Test func `statements of several forms stand in one file`() {
        let reading = parse(
            """
            # first
            ONE=1 # comment
              export TWO: two words  \r
            THREE='$ONE # kept' # comment
            FOUR="${ONE}\\t\\$ONE
            second line"
            FIVE=
            BARE
            UNKNOWN
            SIX=${BARE}-${NONE:-none}
            ONE=again
            """,
            ["BARE": "shell"]
        )
        #expect(reading.values.map(\.name) == ["ONE", "TWO", "THREE", "FOUR", "FIVE", "BARE", "SIX"])
        #expect(
            reading.values.map(\.value) == [
                "again", "two words", "$ONE # kept", "1\t$ONE\nsecond line", "", "shell", "shell-none",
            ]
        )
        #expect(reading.diagnostics.isEmpty)
    }

    @Test func `the shell wins over the file in what is substituted`() {
        #expect(parse("A=file\nB=$A", ["A": "shell"])["B"] == "shell")
        #expect(parse("A=file\nB=$A")["B"] == "file")
    }

    @Test func `what is not set is a warning with its line`() {
        let reading = parse("A=1\nB=$NONE\n")
        #expect(reading["B"] == "")
        #expect(reading.diagnostics.map(\.severity) == [.warning])
        #expect(reading.diagnostics.map(\.position) == [SourcePosition(file: "test.env", line: 2, column: 1)])
    }

    @Test(arguments: [
        ("A=1\n  B C=2", 2, 3), ("A=1\n\nB='x\nC=1", 3, 1), ("A=1\nB=${C!}", 2, 1), ("A=1\n!B=2", 2, 1),
        ("A=1\nB=${C:?secret}", 2, 1),
    ])
    func `a broken line is an error at its place, without its value`(text: String, line: Int, column: Int) throws {
        let fault = try #require(parse(text).diagnostics.first)
        #expect(fault.code == .stackVariable)
        #expect(fault.severity == .error)
        #expect(fault.position == SourcePosition(file: "test.env", line: line, column: column))
        #expect(!fault.fix.isEmpty)
        #expect(!fault.summary.contains("secret"))
    }

    @Test func `a file that multiplies itself is refused`() {
        let lines = ["A0=0123456789"] + (1...40).map { "A\($0)=${A\($0 - 1)}${A\($0 - 1)}" }
        let reading = parse(lines.joined(separator: "\n"))
        #expect(reading.diagnostics.contains { $0.severity == .error })
    }

    @Test func `a raw file is taken as it is`() {
        let text = "A=\"q\" # kept\n# c\n  B=$A\nBARE\nUNKNOWN\n=x\n"
        let reading = Dotenv.parseRaw(Array(text.utf8), file: "test.env") { ["BARE": "shell"][$0] }
        #expect(reading.values.map(\.name) == ["A", "B", "BARE"])
        #expect(reading.values.map(\.value) == ["\"q\" # kept", "$A", "shell"])
        #expect(reading.diagnostics.map { $0.position?.line } == [6])
    }

    private func parse(_ text: String, _ shell: [String: String] = [:]) -> DotenvReading {
        Dotenv.parse(Array(text.utf8), file: "test.env") { shell[$0] }
    }
}
