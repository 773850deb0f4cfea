/// Which characters a person cannot see, or cannot trust the order of.
package enum Legibility {
    /// C0 and C1 controls and the two Unicode line separators: each of them can hide or split a line.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Embeddings, overrides and isolates: with them a line reads differently from what it says.
    package static func isBidiControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Marks, joiners, fillers and tags that take no room: two names that look alike would differ by them.
    package static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x034F, 0x061C, 0x115F...0x1160, 0x180E, 0x200B...0x200F, 0x2060...0x2065, 0x206A...0x206F: true
        case 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    package static func isUnfitForNames(_ scalar: Unicode.Scalar) -> Bool {
        isControl(scalar) || isBidiControl(scalar) || isInvisible(scalar)
    }

    /// What could steer a terminal or hide from a reader: the kinds above, odd spaces, private and unassigned code
    /// points.
    package static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        if scalar.properties.isDefaultIgnorableCodePoint { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return true
        default:
            return false
        }
    }

    /// `\u{202e}`, the form in which messages show what cannot be shown.
    package static func escaped(_ scalar: Unicode.Scalar) -> String { "\\u{\(String(scalar.value, radix: 16))}" }

    /// The text for a message: at most 80 characters, everything unfit for names escaped.
    package static func printable(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(80).map { isUnfitForNames($0) ? escaped($0) : String($0) }.joined()
        return text.unicodeScalars.count > 80 ? shown + "…" : shown
    }
}
