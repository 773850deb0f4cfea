/// A run of characters between blanks, with the column that it begins in.
struct SignerField {
    let text: String
    let column: Int

    /// Splits a line at blanks outside double quotes, as OpenSSH does.
    static func split(_ line: String) throws(SignerLineFault) -> [SignerField] {
        var fields: [SignerField] = []
        var current = String.UnicodeScalarView()
        var start = 1
        var quote: Int?
        for (index, scalar) in line.unicodeScalars.enumerated() {
            if quote == nil, scalar == " " || scalar == "\t" {
                if !current.isEmpty { fields.append(SignerField(text: String(current), column: start)) }
                current = String.UnicodeScalarView()
                continue
            }
            if current.isEmpty { start = index + 1 }
            if scalar == "\"", fields.count < 2 { quote = quote == nil ? index + 1 : nil }
            current.append(scalar)
        }
        if let quote { throw SignerLineFault(quote, "a quote is not closed", fix: "Close it with \".") }
        if !current.isEmpty { fields.append(SignerField(text: String(current), column: start)) }
        return fields
    }
}
