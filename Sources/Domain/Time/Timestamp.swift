/// A moment in UTC with a resolution of one second, as every record and every plan writes it (RFC 3339, `…Z`).
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var secondsSince1970: Int64

    package init(secondsSince1970: Int64) { self.secondsSince1970 = secondsSince1970 }

    package static func < (lhs: Timestamp, rhs: Timestamp) -> Bool { lhs.secondsSince1970 < rhs.secondsSince1970 }

    package func adding(days: Int) -> Timestamp { adding(seconds: Int64(days) * 86_400) }

    /// Saturates at the last moment that can be written (file times may be arbitrary).
    package func adding(seconds: Int64) -> Timestamp {
        let (sum, overflow) = secondsSince1970.addingReportingOverflow(seconds)
        guard overflow else { return Timestamp(secondsSince1970: sum) }
        return Timestamp(secondsSince1970: seconds < 0 ? .min : .max)
    }

    /// The last second of the UTC day that holds this moment.
    package var endOfDay: Timestamp {
        Timestamp(secondsSince1970: CivilTime.floorDivide(secondsSince1970, 86_400) * 86_400 + 86_399)
    }

    /// `2026-11-23T12:47:46Z`.
    package var description: String {
        let civil = CivilTime(secondsSince1970: secondsSince1970)
        return "\(civil.date)T\(CivilTime.padded(civil.hour)):\(CivilTime.padded(civil.minute)):"
            + "\(CivilTime.padded(civil.second))Z"
    }

    /// `20261123T124746Z`: sorts as text and is safe in file names.
    package var compact: String {
        String(description.filter { $0 != "-" && $0 != ":" })
    }

    /// `2026-11-23`.
    package var day: String { CivilTime(secondsSince1970: secondsSince1970).date }
}

extension Timestamp {
    /// Reads RFC 3339 (`2026-11-23T12:47:46.5+08:00`), fractions cut off; `nil` for anything else, an impossible date
    /// included.
    package init?(parsing text: String) {
        var scanner = DigitScanner(text)
        guard let day = scanner.day(), scanner.take("T") || scanner.take("t") else { return nil }
        guard let hour = scanner.number(2, in: 0...23), scanner.take(":") else { return nil }
        guard let minute = scanner.number(2, in: 0...59), scanner.take(":") else { return nil }
        guard let second = scanner.number(2, in: 0...60) else { return nil }
        scanner.skipFraction()
        guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        self.init(secondsSince1970: day * 86_400 + hour * 3_600 + minute * 60 + second - offset)
    }

    /// Reads a date, `2026-11-23`, as its first second in UTC; `nil` for anything else.
    package init?(parsingDay text: String) {
        var scanner = DigitScanner(text)
        guard let day = scanner.day(), scanner.isAtEnd else { return nil }
        self.init(secondsSince1970: day * 86_400)
    }
}

private struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func number(_ width: Int, in range: ClosedRange<Int64>) -> Int64? {
        guard rest.count >= width, rest.prefix(width).allSatisfy({ (48...57).contains($0) }) else { return nil }
        let value = rest.prefix(width).reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) }
        rest = rest.dropFirst(width)
        return range.contains(value) ? value : nil
    }

    mutating func day() -> Int64? {
        guard let year = number(4, in: 0...9_999), take("-") else { return nil }
        guard let month = number(2, in: 1...12), take("-") else { return nil }
        guard let day = number(2, in: 1...CivilTime.daysInMonth(month, year: year)) else { return nil }
        return CivilTime.daysSince1970(year: year, month: month, day: day)
    }

    mutating func skipFraction() {
        guard take(".") else { return }
        rest = rest.drop { (48...57).contains($0) }
    }

    mutating func offset() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let sign: Int64 = take("+") ? 1 : -1
        guard sign == 1 || take("-") else { return nil }
        guard let hours = number(2, in: 0...23), take(":"), let minutes = number(2, in: 0...59) else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
