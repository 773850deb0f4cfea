/// The text as a double-quoted YAML scalar that every YAML reader takes back to the same text.
package func yamlQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case _ where Legibility.isUnprintable(scalar): result += escapedForYAML(scalar)
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

private func escapedForYAML(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
}
