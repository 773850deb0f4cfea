/// Plain texts that Compose's YAML parser takes for a point in time, `2024-01-31` for example.
///
/// Compose then hands on what Go prints for it, `2024-01-31 00:00:00 +0000 UTC`, and so do we.
enum GoTime {
    /// `nil` where the text is no time.
    static func printed(_ text: String) -> String? {
        var reader = Reader(rest: Array(text.utf8)[...])
        guard let day = reader.day() else { return nil }
        if reader.rest.isEmpty { return "\(day) 00:00:00 +0000 UTC" }
        let separator = reader.rest.removeFirst()
        let takesZone = separator == UInt8(ascii: "T") || separator == UInt8(ascii: "t")
        guard takesZone || separator == UInt8(ascii: " "), let clock = reader.clock() else { return nil }
        let zone = takesZone ? reader.zone() : "+0000 UTC"
        guard let zone, reader.rest.isEmpty else { return nil }
        return "\(day) \(clock) \(zone)"
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func day() -> String? {
            guard let year = number(4...4), take("-"), let month = number(1...2), take("-"), let day = number(1...2)
            else { return nil }
            guard (1...12).contains(month), (1...daysOf(month, year)).contains(day) else { return nil }
            return "\(padded(year, 4))-\(padded(month))-\(padded(day))"
        }

        mutating func clock() -> String? {
            guard let hour = number(1...2), take(":"), let minute = number(1...2), take(":"), let second = number(1...2)
            else { return nil }
            guard hour < 24, minute < 60, second < 60, let fraction = take(".") ? digits(1...9) : "" else { return nil }
            let significant = String(fraction.reversed().drop { $0 == "0" }.reversed())
            let time = "\(padded(hour)):\(padded(minute)):\(padded(second))"
            return significant.isEmpty ? time : "\(time).\(significant)"
        }

        mutating func zone() -> String? {
            if take("Z") { return "+0000 UTC" }
            let sign = take("+") ? "+" : take("-") ? "-" : nil
            guard let sign, let hours = digits(2...2), take(":"), let minutes = digits(2...2) else { return nil }
            let offset = sign + hours + minutes
            return hours + minutes == "0000" ? "+0000 UTC" : "\(offset) \(offset)"
        }

        private mutating func digits(_ counts: ClosedRange<Int>) -> String? {
            let found = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.prefix(counts.upperBound)
            guard counts.contains(found.count) else { return nil }
            rest = rest.dropFirst(found.count)
            return String(decoding: found, as: UTF8.self)
        }

        private mutating func number(_ counts: ClosedRange<Int>) -> Int? { digits(counts).flatMap { Int($0) } }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest = rest.dropFirst()
            return true
        }

        private func daysOf(_ month: Int, _ year: Int) -> Int {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            return switch month {
            case 2: isLeap ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        }

        private func padded(_ number: Int, _ width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
    }
}
