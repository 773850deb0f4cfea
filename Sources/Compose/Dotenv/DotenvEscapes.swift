/// Backslashes in double quotes: `\n` and its like, `\$`, and `\0` before an octal number.
enum DotenvEscapes {
    static func expand(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        let scalars = Array(text.unicodeScalars)
        var output = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard scalars[index] == "\\", index + 1 < scalars.count else {
                output.append(scalars[index])
                index += 1
                continue
            }
            index += take(scalars[(index + 1)...], into: &output)
        }
        return String(output)
    }

    /// The escape behind a backslash; gives how much was used up, the backslash included.
    private static func take(_ rest: ArraySlice<Unicode.Scalar>, into output: inout String.UnicodeScalarView) -> Int {
        switch rest.first {
        case "0": return takeOctal(rest.dropFirst(), into: &output)
        // The dollar sign doubled is one that names no variable.
        case "$": output.append(contentsOf: "$$".unicodeScalars)
        case let escaped?:
            if let plain = plain[escaped] {
                output.append(plain)
            } else {
                output.append(contentsOf: ["\\", escaped])
            }
        case nil: output.append("\\")
        }
        return 2
    }

    /// Three digits; with fewer, or beyond 255, the digits stay behind their backslash.
    private static func takeOctal(
        _ rest: ArraySlice<Unicode.Scalar>,
        into output: inout String.UnicodeScalarView
    ) -> Int {
        let digits = rest.prefix { ("0"..."9").contains($0) }.prefix(3)
        let text = String(String.UnicodeScalarView(digits))
        if digits.count == 3, let number = UInt32(text, radix: 8), number < 256, let scalar = Unicode.Scalar(number) {
            output.append(scalar)
        } else {
            output.append(contentsOf: ("\\" + text).unicodeScalars)
        }
        return 2 + digits.count
    }

    private static let plain: [Unicode.Scalar: Unicode.Scalar] = [
        "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}", "\\": "\\",
        "\"": "\"",
    ]
}
