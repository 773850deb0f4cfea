/// Text that the Engine, or whoever named things on the host, wrote.
///
/// It keeps only what may be printed: control, bidirectional and invisible characters are escaped, what looks like a
/// credential is redacted, as is every value that is known to be secret, and the rest is cut at 300 characters. The
/// original is not kept, so that no path leads to it.
package struct EngineMessage: Sendable, Hashable, CustomStringConvertible {
    /// The longest text that is kept, in characters.
    package static let limit = 300

    package let description: String

    /// `values`: secrets that the text may quote.
    package init(_ text: String, hiding values: HiddenValues = .none) {
        // A hostile answer may be megabytes long; what is cut away below is cut before the work is done. Values go first:
        // the half of one that a cut leaves would not be found.
        let hidden = values.hidden(in: Array(text.utf8.prefix(1 << 20)))
        let head = String(decoding: hidden.prefix(8_192), as: UTF8.self)
        let printable = EngineMessage.escaped(Redaction.redacted(head))
        description = printable.count > EngineMessage.limit ? printable.prefix(EngineMessage.limit) + "…" : printable
    }

    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isPrintable(scalar) {
                result.append(scalar)
            } else {
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            }
        }
        return String(result)
    }

    /// Whether a character shows as itself: it moves no cursor, turns no text and hides nothing.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        case .nonspacingMark: !scalar.properties.isVariationSelector
        default: !scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
