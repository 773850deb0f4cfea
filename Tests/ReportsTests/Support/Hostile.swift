import Domain
import Reports

/// Names that try to steer a terminal, hide, or break out of Markdown and CSV.
enum Hostile {
    static let names = [
        "test-\u{1B}[2J\u{1B}]8;;http://evil\u{07}x", "test-\u{9B}31mred", "test-\u{202E}gnp.exe\u{2066}",
        "test-\u{200B}a\u{FEFF}b\u{2060}", "test-a\u{2028}b\r\nc\u{85}d", "test-](javascript:alert(1))",
        "test-@team please #1 approve", "test-| a | b |", "test-```\n`rm`", "test--->&lt;<img src=x onerror=y>",
        "=HYPERLINK(\"http://evil\")", "+1+1", "-2", "@SUM(A1)", "test-www.evil.example https://evil.example",
        "test-*bold*_em_~~s~~", "test-\u{115F}\u{3164}", "test-\u{E0041}", "test-e\u{301}\u{301}",
    ]

    static let addresses = names.map { Address(.network, $0) }

    static let resources = names.map {
        Fixtures.resource(
            .network,
            $0,
            .extraSafeDelete,
            DecidingRule(.safeToDeletePattern, pattern: $0, origin: .label($0))
        )
    }

    static let actions = names.map { Fixtures.deletion(.network, $0) }

    /// Whether the text holds anything but printable characters and line feeds (after CR for CSV).
    static func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            if scalar == "\n" { return true }
            if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: return false
            default: return !scalar.properties.isDefaultIgnorableCodePoint
            }
        }
    }
}

/// Lines that are wider than allowed.
func tooWide(_ text: String, _ width: Int = 80) -> [String] {
    text.split(separator: "\n").map(String.init).filter { displayWidth($0) > width }
}
