/// A span of time in the words of Go and Compose, `1m30s` or `2.5s`, with days and weeks, as nanoseconds.
package enum GoDuration {
    /// `nil` for what is no duration, or one of more than 292 years.
    package static func parse(_ text: String) -> Int64? {
        var rest = text.utf8[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        if rest.elementsEqual([UInt8(ascii: "0")]) { return 0 }
        guard !rest.isEmpty else { return nil }
        var total: Int64 = 0
        while !rest.isEmpty {
            guard let part = takePart(&rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
        }
        return isNegative ? -total : total
    }

    private static func takePart(_ rest: inout Substring.UTF8View) -> Int64? {
        let whole = takeDigits(&rest)
        var fraction: Substring.UTF8View?
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = takeDigits(&rest)
        }
        guard !whole.isEmpty || fraction?.isEmpty == false else { return nil }
        let unit = rest.prefix { $0 != UInt8(ascii: ".") && !isDigit($0) }
        rest = rest[unit.endIndex...]
        guard let factor = nanoseconds(of: String(Substring(unit))) else { return nil }
        guard let count = whole.isEmpty ? 0 : Int64(String(Substring(whole))) else { return nil }
        let (scaled, overflow) = count.multipliedReportingOverflow(by: factor)
        let (sum, tooMuch) = scaled.addingReportingOverflow(fraction.map { share($0, of: factor) } ?? 0)
        return overflow || tooMuch ? nil : sum
    }

    /// The fraction of a unit, digit by digit: nothing is lost to floating point.
    private static func share(_ fraction: Substring.UTF8View, of factor: Int64) -> Int64 {
        var (sum, weight): (Int64, Int64) = (0, factor)
        for digit in fraction {
            weight /= 10
            sum += weight * Int64(digit - UInt8(ascii: "0"))
        }
        return sum
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func takeDigits(_ rest: inout Substring.UTF8View) -> Substring.UTF8View {
        let digits = rest.prefix(while: isDigit)
        rest = rest[digits.endIndex...]
        return digits
    }

    private static func nanoseconds(of unit: String) -> Int64? {
        switch unit {
        case "ns": 1
        case "us", "\u{B5}s", "\u{3BC}s": 1_000
        case "ms": 1_000_000
        case "s": 1_000_000_000
        case "m": 60_000_000_000
        case "h": 3_600_000_000_000
        case "d": 86_400_000_000_000
        case "w": 604_800_000_000_000
        default: nil
        }
    }

    /// As Go spells it: hours at most, `1h30m0s`, and fractions only of the smallest unit, `1.5s`, `20ms`.
    package static func display(_ nanoseconds: Int64) -> String {
        let sign = nanoseconds < 0 ? "-" : ""
        let magnitude = nanoseconds.magnitude
        guard magnitude >= 1_000_000_000 else { return magnitude == 0 ? "0s" : sign + small(magnitude) }
        let seconds = decimal(magnitude % 60_000_000_000, unit: 1_000_000_000) + "s"
        let minutes = magnitude / 60_000_000_000
        guard minutes > 0 else { return sign + seconds }
        return sign + (minutes >= 60 ? "\(minutes / 60)h" : "") + "\(minutes % 60)m" + seconds
    }

    private static func small(_ magnitude: UInt64) -> String {
        if magnitude < 1_000 { return "\(magnitude)ns" }
        if magnitude < 1_000_000 { return decimal(magnitude, unit: 1_000) + "\u{B5}s" }
        return decimal(magnitude, unit: 1_000_000) + "ms"
    }

    private static func decimal(_ value: UInt64, unit: UInt64) -> String {
        let fraction = value % unit
        guard fraction > 0 else { return "\(value / unit)" }
        let digits = Array(String(unit + fraction).utf8.dropFirst())
        let kept = digits.dropLast(digits.reversed().prefix { $0 == 0x30 }.count)
        return "\(value / unit)." + String(decoding: Array(kept), as: UTF8.self)
    }
}
