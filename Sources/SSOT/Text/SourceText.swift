package import Domain
import YAML

/// A file as lines that messages can quote.
struct SourceText {
    let file: String
    let text: String
    /// Without their line ends.
    let lines: [String]

    init(file: String, text: String) {
        self.file = file
        self.text = text
        lines = SourceLines.split(text)
    }

    func position(_ line: Int, _ column: Int) -> SourcePosition {
        SourcePosition(file: file, line: max(1, line), column: max(1, column))
    }

    func line(_ number: Int) -> String? { lines.indices.contains(number - 1) ? lines[number - 1] : nil }

    /// The line for the caret, unless printing it would be unwise: too long, with characters that do not show, or with
    /// a URL, which may be a webhook and thus a secret.
    func quotableLine(_ number: Int) -> String? {
        guard let line = line(number), line.utf8.count <= 400 else { return nil }
        guard !line.unicodeScalars.contains(where: Legibility.isUnfitForNames) else { return nil }
        return SourceText.mayHoldSecret(line) ? nil : line
    }

    /// The last column of the scalar that begins at the position; `nil` where it does not end on the line.
    func endColumn(of position: SourcePosition) -> Int? {
        guard let line = line(position.line), line.utf8.count <= 400 else { return nil }
        let rest = Array(line.unicodeScalars.dropFirst(position.column - 1))
        guard let length = SourceText.scalarLength(rest), length > 0 else { return nil }
        return position.column + length - 1
    }

    private static func mayHoldSecret(_ line: String) -> Bool {
        let bytes = Array(line.utf8)
        return bytes.indices.contains { index in
            ["://", "hooks"].contains { bytes[index...].starts(with: $0.utf8) }
        }
    }

    private static func scalarLength(_ rest: [Unicode.Scalar]) -> Int? {
        switch rest.first {
        case "\"": quotedLength(rest, quote: "\"")
        case "'": quotedLength(rest, quote: "'")
        case .some: plainLength(rest)
        case nil: nil
        }
    }

    private static func quotedLength(_ rest: [Unicode.Scalar], quote: Unicode.Scalar) -> Int? {
        var index = 1
        while index < rest.count {
            if rest[index] == "\\", quote == "\"" {
                index += 2
            } else if rest[index] == quote {
                return index + 1
            } else {
                index += 1
            }
        }
        return nil
    }

    private static func plainLength(_ rest: [Unicode.Scalar]) -> Int {
        let end = rest.indices.first { index in
            let next = index + 1 < rest.count ? rest[index + 1] : " "
            let isMappingColon = rest[index] == ":" && (next == " " || next == "\t")
            let isComment = rest[index] == " " && next == "#"
            return isMappingColon || isComment || [",", "]", "}"].contains(rest[index])
        }
        let plain = rest[..<(end ?? rest.endIndex)]
        return plain.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
    }
}

/// Turns a file's bytes into text that is safe to parse and to quote, or says why not.
enum SourceDecoding {
    static func decode(
        _ bytes: [UInt8],
        file: String,
        fixedCode: DiagnosticCode? = nil
    ) -> Result<SourceText, Diagnostic> {
        switch YAMLBytes.text(of: bytes, file: file) {
        case .success(let text): .success(SourceText(file: file, text: text))
        case .failure(let refusal):
            .failure(
                Diagnostic(
                    fixedCode ?? code(refusal.kind),
                    .error,
                    refusal.summary,
                    fix: refusal.fix,
                    position: refusal.position
                )
            )
        }
    }

    private static func code(_ kind: YAMLBytes.Refusal.Kind) -> DiagnosticCode {
        switch kind {
        case .size: .ssotUnreadable
        case .encoding: .ssotEncoding
        }
    }
}

/// A value with the place where the file says it, so that every later message can name that place.
package struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
    package let value: Value
    package let position: SourcePosition

    package init(_ value: Value, at position: SourcePosition) {
        self.value = value
        self.position = position
    }
}
