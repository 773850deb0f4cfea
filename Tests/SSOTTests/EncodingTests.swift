import Domain
import Testing

@testable import SSOT

@Suite struct EncodingTests {
    private let valid = "docker_staging_ssot:\n  env: staging\n"

    @Test func `carriage returns before line feeds and a UTF-8 byte order mark are fine`() throws {
        let plain = try #require(read(valid).document)
        let windows = SSOTReader.read(
            Array("\u{FEFF}docker_staging_ssot:\r\n  env: staging\r\n".utf8),
            file: "ssot.yaml"
        )
        #expect(windows.document == plain)
        #expect(windows.diagnostics.isEmpty)
    }

    @Test func `UTF-16 is recognised by its byte order mark`() {
        let bytes: [UInt8] = [0xFF, 0xFE] + valid.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let reading = SSOTReader.read(bytes, file: "f")
        #expect(reading.diagnostics.map(\.code) == [.ssotEncoding])
        #expect(reading.diagnostics.first?.summary.contains("UTF-16") == true)
        let unmarked = SSOTReader.read(valid.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, file: "f")
        #expect(unmarked.document == nil)
    }

    @Test(
        arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xC3], [0xF4, 0x90, 0x80, 0x80], [0x80]] as [[UInt8]]
    )
    func `bytes that are no UTF-8 are refused with their offset and place`(bad: [UInt8]) throws {
        let before = valid + "  owner: é"
        let reading = SSOTReader.read(Array(before.utf8) + bad + Array("\n".utf8), file: "f")
        let error = try #require(reading.diagnostics.first)
        #expect(reading.diagnostics.count == 1)
        #expect(error.code == .ssotEncoding)
        #expect(error.summary.contains("offset \(before.utf8.count) "))
        #expect(error.position == SourcePosition(file: "f", line: 3, column: 11))
    }

    @Test func `the offset counts a byte order mark`() throws {
        let error = try #require(SSOTReader.read([0xEF, 0xBB, 0xBF, 0x61, 0xFF], file: "f").diagnostics.first)
        #expect(error.summary.contains("offset 4 "))
        #expect(error.position?.column == 2)
    }

    @Test(arguments: ["\u{0}", "\u{7}", "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}", "\r", "\u{202E}", "\u{2066}"])
    func `a character that hides or turns text is refused anywhere in the file`(character: String) throws {
        let reading = read("docker_staging_ssot:\n  env: staging # ab\(character)c\n")
        let error = try #require(reading.errors.first)
        #expect(reading.document == nil)
        #expect(error.position == SourcePosition(file: "ssot.yaml", line: 2, column: 20))
        let value = try #require(character.unicodeScalars.first?.value)
        #expect(error.summary.contains("\\u{\(String(value, radix: 16))}"))
        #expect(!error.summary.contains(character))
    }

    @Test(arguments: ["\\0", "\\n", "\\e", "\\u202e", "\\u200b", "\\u200d", "\\uFEFF", "\\u2060", "\\t"])
    func `an escape that yields such a character is refused in names and patterns`(escape: String) throws {
        for line in [
            "networks: [\"a\(escape)b\"]", "allowed_containers: [\"a\(escape)b\"]",
            "allowed_images: [\"a\(escape)b:1\"]",
            "protection_rules: {keep_named_prefixes: [\"a\(escape)b\"]}",
            "cleanup_policy: {delete_images_matching: [\"a\(escape)b*\"]}",
        ] {
            let error = try #require(readBody(line).errors.first)
            #expect(error.code == .ssotName)
            #expect(error.position?.line == 3)
            #expect(error.summary.contains("\\u{"))
            #expect(!error.summary.unicodeScalars.contains(where: Legibility.isUnfitForNames))
        }
    }

    @Test func `a bidi character in a name is shown escaped`() {
        #expect(readBody("networks: [\"\\u202egnp\"]").errors.first?.summary.contains("\\u{202e}gnp") == true)
    }

    @Test func `a tab in the indentation is refused with a hint`() throws {
        let reading = read("docker_staging_ssot:\n  env: staging\n \towner: x\n")
        let error = try #require(reading.errors.first)
        #expect(reading.faults == ["RC101@3:2"])
        #expect(error.fix.contains("spaces"))
    }

    @Test func `columns count characters and the caret covers the value`() throws {
        let error = try #require(
            readBody("networks: [\"é\", ünknown: 1]", "logging: {retention_days: \"-1\"}").errors.last
        )
        #expect(error.position == SourcePosition(file: "ssot.yaml", line: 4, column: 29))
        #expect(error.endColumn == 32)
        #expect(error.sourceLine == "  logging: {retention_days: \"-1\"}")
    }
}
