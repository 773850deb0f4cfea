import Domain
import JSON
import Testing

@testable import Compose

@Suite struct `Reading YAML as Compose does` {
    @Test(arguments: [
        ("no", "\"no\""), ("yes", "\"yes\""), ("on", "\"on\""), ("TRUE", "true"), ("~", "null"), ("", "null"),
        ("0777", "511"), ("0o17", "15"), ("0x1F", "31"), ("0b101", "5"), ("1_000", "1000"), ("08", "8"),
        ("-0777", "-511"), ("1e3", "1000"), ("1.50", "1.5"), (".5", "0.5"), ("5.", "5"), ("1e21", "1e+21"),
        ("1e20", "100000000000000000000"), ("0.00001", "0.00001"), ("1e-7", "1e-7"), ("-0", "-0"),
        ("18446744073709551615", "18446744073709551615"),
        ("123456789012345678901234567890", "1.2345678901234568e+29"),
        ("12:30:45", "\"12:30:45\""), ("1.2.3", "\"1.2.3\""), ("0x", "\"0x\""), ("+", "\"+\""),
        ("2024-01-31", "\"2024-01-31 00:00:00 +0000 UTC\""), ("2024-02-30", "\"2024-02-30\""),
        ("2024-01-01T10:00:00.50+02:00", "\"2024-01-01 10:00:00.5 +0200 +0200\""),
        ("!!str 12", "\"12\""), ("!!int \"12\"", "12"), ("!mine 12", "\"12\""), ("! 12", "\"12\""),
        ("\"a\\tb\"", "\"a\\tb\""), (">-\n  a\n  b", "\"a b\""), ("{a}", "{\"a\":null}"),
    ])
    func `a plain scalar has the type that Compose gives it`(written: String, json: String) throws {
        var findings = DiagnosticCollector()
        let value = try #require(read("x: \(written)\n", &findings).first?["x"])
        #expect(findings.diagnostics.isEmpty)
        #expect(text(of: value) == json)
    }

    private func text(of value: ComposeValue) -> String {
        if case .decimal(let text) = value.kind { text } else { JSON(value).text(.compact) }
    }

    @Test(arguments: [
        ("1000000.0", "1e+06"), ("0.00001", "1e-05"), ("1.5", "1.5"), ("123456.5", "123456.5"), ("-0", "-0"),
        ("18446744073709551615", "18446744073709551615"), ("1e21", "1e+21"),
    ])
    func `a number in a text is spelled as Go prints it`(written: String, printed: String) throws {
        let project = Project("services: {a: {image: x, environment: {A: \(written)}}}")
        #expect(try project.service("a")["environment"]?["A"]?.string == printed)
    }

    @Test(arguments: ["services: [a", "services:\n\ta: {}", "a: *x", "x: \"open"])
    func `a file that is no YAML has that one fault, and is not called empty too`(text: String) {
        let errors = Project(text).reading.diagnostics.filter { $0.severity == .error }
        #expect(errors.count == 1, "\(errors.map(\.summary))")
        #expect(!errors.contains { $0.summary.contains("empty") })
    }

    @Test func `aliases and merge keys are written out, own keys winning`() throws {
        var findings = DiagnosticCollector()
        let text = """
            b: &b {i: 1, j: 2}
            c: &c {j: 3, k: 4}
            x: {<<: [*b, *c], i: 0}
            y: {<<: *c}
            z: *b
            n: &n k
            m: {*n : 1}
            """
        let tree = try #require(read(text, &findings).first)
        #expect(findings.diagnostics.isEmpty)
        #expect(JSON(tree["x"] ?? tree).sorted.text(.compact) == #"{"i":0,"j":2,"k":4}"#)
        #expect(JSON(tree["y"] ?? tree).text(.compact) == #"{"j":3,"k":4}"#)
        #expect(tree["z"] == tree["b"])
        #expect(JSON(tree["m"] ?? tree).text(.compact) == #"{"k":1}"#)
    }

    @Test(arguments: [
        ("a: 1\nb: 2\na: 3\n", 3, 1), ("a: 1\n\"a\": 3\n", 2, 1), ("a:\n  1: b\n", 2, 3), ("a: {true: b}\n", 1, 5),
        ("a: {[b]: c}\n", 1, 5), ("a: &x 1\nb: {<<: *x}\n", 1, 4), ("a: .inf\n", 1, 4), ("a: !!int b\n", 1, 4),
        ("a: *none\n", 1, 4), ("a: 'x\n", 1, 4), ("a: [b\n", 1, 4), ("a: b: c\n", 1, 5), ("a: @b\n", 1, 4),
        ("a: 1\n...\nb\n", 3, 1),
    ])
    func `a fault has its place and a way out`(text: String, line: Int, column: Int) throws {
        var findings = DiagnosticCollector()
        _ = read(text, &findings)
        let fault = try #require(findings.diagnostics.first)
        #expect(fault.code == .stackSyntax)
        #expect(fault.position == SourcePosition(file: "test.yaml", line: line, column: column))
        #expect(!fault.fix.isEmpty)
    }

    @Test func `every duplicate key is told in one run, at its second place`() {
        var findings = DiagnosticCollector()
        _ = read("a: {b: 1, c: 2, b: 3}\nd: 1\nd: 2\n'e': 1\n\"e\": 2\nd: 3\n<<: {}\n<<: {}\n", &findings)
        let places = findings.diagnostics.compactMap(\.position).map { "\($0.line):\($0.column)" }
        #expect(Set(places) == ["1:17", "3:1", "5:1", "6:1", "8:1"])
    }

    @Test func `a byte order mark is passed over, other bytes than UTF-8 are refused`() {
        var findings = DiagnosticCollector()
        let marked = YAMLDocuments.read([0xEF, 0xBB, 0xBF] + Array("a: b".utf8), file: "t", &findings)
        #expect(marked.first?["a"]?.string == "b")
        #expect(!findings.hasErrors)
        _ = YAMLDocuments.read([0x61, 0x3A, 0x20, 0xFF], file: "t", &findings)
        #expect(findings.hasErrors)
    }

    private func read(_ text: String, _ findings: inout DiagnosticCollector) -> [ComposeValue] {
        YAMLDocuments.read(Array(text.utf8), file: "test.yaml", &findings)
    }
}

@Suite struct `Hostile Compose files` {
    private static func levels(_ count: Int) -> [String] {
        (1...count).map { level in
            let item = level == 1 ? "x" : "*a\(level - 1)"
            return "a\(level): &a\(level) [" + Array(repeating: item, count: 9).joined(separator: ", ") + "]"
        }
    }

    /// A name for each text, which would fill screens.
    private static let texts: [String: String] = [
        "aliases in values": levels(9).joined(separator: "\n"),
        "aliases in flow keys": (levels(9) + ["b: {? *a9 : 1, ? *a8 : 2}"]).joined(separator: "\n"),
        "an alias as a key": (levels(9) + ["b:", "  *a9 : 1"]).joined(separator: "\n"),
        "an alias in a key of several lines": (levels(9) + ["b:", "  ? - *a9", "  : 1"]).joined(separator: "\n"),
        "an alias in a list as a key": (levels(9) + ["b: {[*a9, 1]: 1}"]).joined(separator: "\n"),
        "brackets": "a: " + String(repeating: "[", count: 100_000),
        "dashes": "a: " + String(repeating: "- ", count: 100_000),
        "indentation": (0..<100).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
        "defaults": "services: {a: {image: \"" + String(repeating: "${A:-", count: 100_000) + "\"}}",
        "size": String(repeating: "a: b\n", count: 1 << 20),
    ]

    @Test(arguments: texts.keys.sorted())
    func `is refused at once`(name: String) throws {
        let project = Project(try #require(Self.texts[name]))
        var errors: [String] = []
        let time = ContinuousClock().measure { errors = project.errors }
        #expect(!errors.isEmpty)
        #expect(time < .seconds(2))
    }

    @Test func `many variables in one text take no longer than they must`() throws {
        let text = String(repeating: "${A:-x}", count: 20_000)
        var result: Interpolation.Result?
        let time = ContinuousClock().measure { result = Interpolation.substitute(text) { _ in nil } }
        #expect(result?.text.utf8.count == 20_000)
        #expect(time < .seconds(2))
    }
}
