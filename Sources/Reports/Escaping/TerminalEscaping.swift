package import Domain

/// The text with everything that could steer a terminal or hide from a reader written as `\u{202e}`: C0, C1 and DEL,
/// bidirectional controls, zero-width and other invisible characters, line and paragraph separators, odd spaces,
/// private and unassigned code points. A text that contains such an escape literally is escaped as well, so that two
/// different texts never print alike.
package func escapedForTerminal(_ text: String) -> String {
    escaped(text, where: Legibility.isUnprintable)
}

/// As ``escapedForTerminal(_:)``, but line feeds stay: for prose of several lines.
func escapedProse(_ text: String) -> String {
    escaped(text) { $0 != "\n" && Legibility.isUnprintable($0) }
}

/// A name of an object as it is printed. Combining marks are escaped as well: composed and decomposed forms are two
/// names on the Engine and must look like two.
package func terminalName(_ name: String) -> String {
    escaped(name) { Legibility.isUnprintable($0) || displayWidth($0) == 0 }
}

extension Address {
    /// The address as text for people.
    package var printed: String { "\(kind.rawValue)/\(terminalName(name))" }
}

/// The JSON text with the same characters written as `\u202e` inside its strings: it parses to the same value and may
/// go to a terminal or a log.
package func escapedJSONText(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        guard scalar != "\n", Legibility.isUnprintable(scalar) else {
            result.unicodeScalars.append(scalar)
            continue
        }
        for unit in UTF16.encode(scalar) ?? .init() { result += "\\u" + hexadecimal(UInt32(unit), width: 4) }
    }
    return result
}

private func escaped(_ text: String, where mustEscape: (Unicode.Scalar) -> Bool) -> String {
    guard needsEscaping(text) else { return text }
    var result = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
        let imitates = scalar == "\\" && scalars[(index + 1)...].starts(with: ["u", "{"])
        if imitates || mustEscape(scalar) {
            result += Legibility.escaped(scalar)
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Most names are plain ASCII: they cost one pass over their bytes.
private func needsEscaping(_ text: String) -> Bool {
    !text.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\\") }
}

func hexadecimal(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
