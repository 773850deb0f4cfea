/// What stands between a variable's name and a word: `${NAME:-word}`.
enum SubstitutionOperator: String {
    case requiredAndNotEmpty = ":?"
    case required = "?"
    case defaultIfEmpty = ":-"
    case defaultIfUnset = "-"
    case replaceIfNotEmpty = ":+"
    case replaceIfSet = "+"

    /// The operator with which the text begins.
    init?(at text: ArraySlice<UInt8>) {
        let isColon = text.first == UInt8(ascii: ":")
        guard let sign = text.dropFirst(isColon ? 1 : 0).first else { return nil }
        switch (isColon, sign) {
        case (true, UInt8(ascii: "?")): self = .requiredAndNotEmpty
        case (false, UInt8(ascii: "?")): self = .required
        case (true, UInt8(ascii: "-")): self = .defaultIfEmpty
        case (false, UInt8(ascii: "-")): self = .defaultIfUnset
        case (true, UInt8(ascii: "+")): self = .replaceIfNotEmpty
        case (false, UInt8(ascii: "+")): self = .replaceIfSet
        default: return nil
        }
    }

    var length: Int { rawValue.utf8.count }

    /// Whether a value that is set to the empty text counts as no value.
    var refusesEmpty: Bool {
        switch self {
        case .requiredAndNotEmpty, .defaultIfEmpty, .replaceIfNotEmpty: true
        case .required, .defaultIfUnset, .replaceIfSet: false
        }
    }
}
