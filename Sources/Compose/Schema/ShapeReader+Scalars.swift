import Domain

extension ShapeReader {
    mutating func isAccepted(_ value: ComposeValue, _ accepts: Shape.Accepts) -> Bool {
        let type: Shape.Accepts =
            switch value.kind {
            case .null: .null
            case .bool: .flag
            case .integer: .integer
            // JSON Schema counts 5.0 as an integer.
            case .decimal(let text): Int64(text) == nil ? .decimal : .integer
            case .string: .text
            case .sequence, .mapping: []
            }
        if !type.isEmpty, accepts.contains(type) { return true }
        refuse(value, expected: accepts.described, fix: accepts.fix(for: value))
        return false
    }

    mutating func scalar(
        _ value: ComposeValue,
        _ scalar: Shape.Scalar,
        _ accepts: Shape.Accepts,
        keepsZero: Bool
    ) -> ComposeValue? {
        guard isAccepted(value, accepts), !value.isNull else { return nil }
        switch scalar {
        case .text: return Self.unlessBlank(Self.spelled(value), keepsZero)
        case .choice(let words): return choice(value, words)
        case .pattern(let pattern): return matching(value, pattern)
        case .flag: return flag(value).flatMap { $0 || keepsZero ? value.derived(.bool($0)) : nil }
        case .optOut: return flag(value).flatMap { $0 ? nil : value.derived(.bool(false)) }
        case .integer(let range): return integer(value, range).flatMap { Self.unlessZero(value, $0, keepsZero) }
        case .float: return float(value)
        case .bytes(let least): return bytes(value, least, keepsZero)
        case .duration: return duration(value, keepsZero)
        case .fileMode: return fileMode(value)
        case .deviceCount: return deviceCount(value).flatMap { Self.unlessZero(value, $0, false) }
        }
    }

    private static func unlessBlank(_ value: ComposeValue, _ keepsZero: Bool) -> ComposeValue? {
        value.string?.isEmpty == true && !keepsZero ? nil : value
    }

    private static func unlessZero(_ value: ComposeValue, _ number: Int64, _ keepsZero: Bool) -> ComposeValue? {
        number == 0 && !keepsZero ? nil : value.derived(.integer(number))
    }

    private mutating func choice(_ value: ComposeValue, _ words: [String]) -> ComposeValue? {
        guard let text = value.string, words.contains(where: { $0.hasSameBytes(as: text) }) else {
            report("\(place) is none of the words that Compose takes.", fix: "Write \(Self.either(words)).", value)
            return nil
        }
        return value
    }

    private static func either(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: " or ") }

    private mutating func matching(_ value: ComposeValue, _ pattern: Shape.Pattern) -> ComposeValue? {
        let text = value.string ?? ""
        guard pattern.matches(text) else {
            report("\(place) is not a \(pattern.name).", fix: pattern.fix, value)
            return nil
        }
        return value
    }

    private mutating func flag(_ value: ComposeValue) -> Bool? {
        if case .bool(let flag) = value.kind { return flag }
        switch value.string?.lowercased() {
        case "true", "y", "yes", "on": return true
        case "false", "n", "no", "off": return false
        case _:
            refuse(value, expected: "true or false")
            return nil
        }
    }

    private mutating func integer(_ value: ComposeValue, _ range: ClosedRange<Int64>) -> Int64? {
        guard let number = Self.integer(value) else {
            refuse(value, expected: "a whole number", fix: "Write decimal digits alone.")
            return nil
        }
        guard range.contains(number) else {
            let limits =
                range.upperBound == .max ? "from \(range.lowerBound)" : "\(range.lowerBound)...\(range.upperBound)"
            report("\(place) is out of range.", fix: "Write a number \(limits).", value)
            return nil
        }
        return number
    }

    /// A fraction is cut off, as Compose cuts it.
    private static func integer(_ value: ComposeValue) -> Int64? {
        switch value.kind {
        case .integer(let number): number
        case .decimal(let text): Double(text).flatMap { Int64(exactly: $0.rounded(.towardZero)) }
        case .string(let text): Int64(text)
        case .null, .bool, .sequence, .mapping: nil
        }
    }

    private mutating func float(_ value: ComposeValue) -> ComposeValue? {
        let text = Self.spelled(value).string ?? ""
        guard let number = Float(text), number.isFinite else {
            refuse(value, expected: "a number", fix: "Write decimal digits, with a point where a fraction is meant.")
            return nil
        }
        guard number != 0 else { return nil }
        // The shortest decimal text that identifies a 32-bit float is written as it is, not as the digits of the 64-bit
        // float.
        let spelling = GoNumber.json(Double(number.description) ?? Double(number))
        return value.derived(Int64(spelling).map { .integer($0) } ?? .decimal(spelling))
    }

    private mutating func bytes(_ value: ComposeValue, _ least: Int64, _ keepsZero: Bool) -> ComposeValue? {
        let plain: Int64? = if case .integer(let number) = value.kind { number } else { nil }
        // Compose silently ignores a size with an exponent (`1e9`), so that no limit would apply; here it is an error.
        guard let size = plain ?? value.string.flatMap(ByteSize.parse), size >= least else {
            refuse(value, expected: "a size", fix: "Write a number of bytes, or a number with a unit: 512m, 1.5g.")
            return nil
        }
        return size == 0 && !keepsZero ? nil : value.derived(.string(String(size)))
    }

    private mutating func duration(_ value: ComposeValue, _ keepsZero: Bool) -> ComposeValue? {
        guard let span = value.string.flatMap(GoDuration.parse) else {
            refuse(value, expected: "a duration", fix: "Write numbers with units: 10s, 1m30s, 500ms.")
            return nil
        }
        return span == 0 && !keepsZero ? nil : value.derived(.string(GoDuration.display(span)))
    }

    /// A text holds octal digits, a number is one.
    private mutating func fileMode(_ value: ComposeValue) -> ComposeValue? {
        let mode = value.string.map { Int64($0, radix: 8) } ?? Self.integer(value)
        guard let mode else {
            refuse(value, expected: "a file mode", fix: "Write octal digits: 0440.")
            return nil
        }
        return value.derived(.string("0" + String(mode, radix: 8)))
    }

    private mutating func deviceCount(_ value: ComposeValue) -> Int64? {
        if value.string?.lowercased() == "all" { return -1 }
        return integer(value, .min ... .max)
    }
}
