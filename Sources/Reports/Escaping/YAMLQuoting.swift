/// The text as a double-quoted YAML scalar that every YAML reader takes back to the same text.
func yamlQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case _ where isUnprintable(scalar): result += "\\U" + hexadecimal(scalar.value, width: 8)
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
