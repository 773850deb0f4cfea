/// A span of time as the model spells it, `1m30s` or `2.5s`.
enum ComposeDuration {
    /// In nanoseconds; `nil` for what is no duration.
    static func nanoseconds(_ text: String) -> Int64? {
        var rest = text.utf8[...]
        var total: Int64 = 0
        while !rest.isEmpty {
            guard let part = takePart(&rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
        }
        return text.isEmpty ? nil : total
    }

    /// Whole seconds, cut off as Compose does it.
    static func seconds(_ text: String) -> Int? { nanoseconds(text).map { Int($0 / 1_000_000_000) } }

    private static func takePart(_ rest: inout Substring.UTF8View) -> Int64? {
        let whole = takeDigits(&rest)
        var fraction = ""
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = takeDigits(&rest)
        }
        let unit = rest.prefix { !isDigit($0) && $0 != UInt8(ascii: ".") }
        rest = rest[unit.endIndex...]
        guard let factor = factors[String(Substring(unit))], let count = Int64(whole.isEmpty ? "0" : whole) else {
            // Zero alone needs no unit.
            return unit.isEmpty && rest.isEmpty && whole == "0" ? 0 : nil
        }
        let (scaled, overflow) = count.multipliedReportingOverflow(by: factor)
        return overflow ? nil : scaled.addingReportingOverflow(part(fraction, of: factor)).partialValue
    }

    /// The fraction of a unit, digit by digit: nothing is lost to floating point.
    private static func part(_ fraction: String, of factor: Int64) -> Int64 {
        var (sum, weight): (Int64, Int64) = (0, factor)
        for digit in fraction.utf8 {
            weight /= 10
            sum += weight * Int64(digit - UInt8(ascii: "0"))
        }
        return sum
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func takeDigits(_ rest: inout Substring.UTF8View) -> String {
        let digits = rest.prefix(while: isDigit)
        rest = rest[digits.endIndex...]
        return String(Substring(digits))
    }

    private static let factors: [String: Int64] = [
        "ns": 1,
        "us": 1_000,
        "\u{B5}s": 1_000,
        "\u{3BC}s": 1_000,
        "ms": 1_000_000,
        "s": 1_000_000_000,
        "m": 60_000_000_000,
        "h": 3_600_000_000_000,
    ]
}
