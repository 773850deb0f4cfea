/// One walk over a text. It gives what Compose's regular expression gives, in time that grows with the text alone.
struct Substitution {
    /// How deep defaults may nest, as in `${A:-${B:-c}}`.
    private static let depthLimit = 32

    private let lookup: (String) -> String?
    private(set) var used: Set<String> = []
    private(set) var missing: [String] = []
    /// The first one.
    private(set) var problem: Interpolation.Problem?

    init(lookup: @escaping (String) -> String?) {
        self.lookup = lookup
    }

    mutating func expand(_ text: ArraySlice<UInt8>, depth: Int) -> [UInt8] {
        guard depth <= Substitution.depthLimit else {
            fail(.tooDeep)
            return []
        }
        var output: [UInt8] = []
        var rest = text
        while problem == nil, let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            output += rest[..<dollar]
            rest = rest[(dollar + 1)...]
            takeVariable(from: &rest, into: &output, depth: depth)
        }
        return output + rest
    }

    /// Behind a dollar sign.
    private mutating func takeVariable(from rest: inout ArraySlice<UInt8>, into output: inout [UInt8], depth: Int) {
        if rest.first == UInt8(ascii: "$") {
            output.append(UInt8(ascii: "$"))
            rest = rest.dropFirst()
        } else if rest.first == UInt8(ascii: "{") {
            takeBraced(from: &rest, into: &output, depth: depth)
        } else if let name = Substitution.name(at: rest) {
            output += value(of: String(decoding: name, as: UTF8.self))
            rest = rest[name.endIndex...]
        } else {
            output.append(UInt8(ascii: "$"))
        }
    }

    private mutating func takeBraced(from rest: inout ArraySlice<UInt8>, into output: inout [UInt8], depth: Int) {
        guard let name = Substitution.name(at: rest.dropFirst()) else { return fail(.invalid) }
        let variable = String(decoding: name, as: UTF8.self)
        let behind = rest[name.endIndex...]
        if behind.first == UInt8(ascii: "}") {
            output += value(of: variable)
            rest = behind.dropFirst()
            return
        }
        guard let sign = SubstitutionOperator(at: behind), let end = Substitution.closingBrace(of: rest) else {
            return fail(.invalid)
        }
        let wordStart = name.endIndex + sign.length
        guard wordStart <= end else { return fail(.invalid) }
        output += apply(sign, to: variable, word: rest[wordStart..<end], depth: depth)
        rest = rest[(end + 1)...]
    }

    private mutating func apply(
        _ sign: SubstitutionOperator,
        to variable: String,
        word: ArraySlice<UInt8>,
        depth: Int
    ) -> [UInt8] {
        let found = lookup(variable)
        let isPresent = found.map { !(sign.refusesEmpty && $0.isEmpty) } ?? false
        switch (sign, isPresent) {
        case (.replaceIfNotEmpty, true), (.replaceIfSet, true), (.defaultIfEmpty, false), (.defaultIfUnset, false):
            return expand(word, depth: depth + 1)
        case (.required, false), (.requiredAndNotEmpty, false):
            let reason = expand(word, depth: depth + 1)
            fail(.required(variable: variable, reason: String(decoding: reason, as: UTF8.self)))
            return []
        case (.replaceIfNotEmpty, false), (.replaceIfSet, false), (.defaultIfEmpty, true), (.defaultIfUnset, true),
            (.required, true), (.requiredAndNotEmpty, true):
            return taken(found, of: variable)
        }
    }

    private mutating func value(of variable: String) -> [UInt8] {
        let found = lookup(variable)
        if found == nil { missing.append(variable) }
        return taken(found, of: variable)
    }

    private mutating func taken(_ value: String?, of variable: String) -> [UInt8] {
        guard let value else { return [] }
        used.insert(variable)
        return Array(value.utf8)
    }

    private mutating func fail(_ problem: Interpolation.Problem) {
        self.problem = self.problem ?? problem
    }
}

extension Substitution {
    /// `[_a-zA-Z][_a-zA-Z0-9]*` at the front.
    private static func name(at text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let first = text.first, isNameByte(first), !isDigit(first) else { return nil }
        return text.prefix(while: isNameByte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: isDigit(byte)
        }
    }

    /// The position of the `}` that ends the variable whose `{` stands at the front: the balancing one, else the last
    /// one of the line. As in Compose, a brace directly behind an opening brace does not count for the balance.
    private static func closingBrace(of text: ArraySlice<UInt8>) -> Int? {
        var (depth, last) = (0, Int?.none)
        var index = text.startIndex
        while index < text.endIndex, text[index] != UInt8(ascii: "\n") {
            if text[index] == UInt8(ascii: "}") {
                depth -= 1
                last = index
                if depth == 0 { return index }
            } else if text[index] == UInt8(ascii: "{") {
                depth += 1
                index += 1
                if index < text.endIndex, text[index] == UInt8(ascii: "}") { last = index }
                if index < text.endIndex, text[index] == UInt8(ascii: "\n") { return last }
            }
            index += 1
        }
        return last
    }
}

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
