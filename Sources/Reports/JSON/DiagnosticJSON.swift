package import Domain

extension Diagnostic {
    /// The shape of an entry of `diagnostics`.
    package var json: JSON {
        [
            "code": .string(code.rawValue),
            "severity": .string(severity.rawValue),
            "summary": .string(summary),
            "detail": .string(detail),
            "fix": .string(fix),
            "address": .optional(address?.description),
            "range": position.map { range(from: $0) } ?? .null,
        ]
    }

    private func range(from start: SourcePosition) -> JSON {
        [
            "file": .string(start.file),
            "start": ["line": .number(start.line), "column": .number(start.column)],
            "end": ["line": .number(start.line), "column": .number(endColumn ?? start.column)],
        ]
    }
}
