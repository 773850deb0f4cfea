/// A size in bytes: a whole number, or a number with a unit, where `k` is 1,024 whatever follows it.
enum ByteSize {
    /// `nil` for what is no size. A plain whole number may be negative: `-1` lifts a limit.
    static func parse(_ text: String) -> Int64? {
        if let plain = Int64(text) { return plain }
        guard let (number, unit) = split(text), let value = Double(number), value >= 0 else { return nil }
        guard let factor = factor(of: unit.lowercased()) else { return nil }
        return Int64(exactly: (value * factor).rounded(.towardZero))
    }

    private static func split(_ text: String) -> (String, String)? {
        if let parts = text.cut(at: " ") { return parts }
        let isOfNumber: (UInt8) -> Bool = { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard let last = text.utf8.lastIndex(where: isOfNumber) else { return nil }
        let end = text.utf8.index(after: last)
        return (String(text[..<end]), String(text[end...]))
    }

    private static func factor(of unit: String) -> Double? {
        switch unit {
        case "", "b": 1
        case "k", "kb", "kib": 1_024
        case "m", "mb", "mib": 1_048_576
        case "g", "gb", "gib": 1_073_741_824
        case "t", "tb", "tib": 1_099_511_627_776
        case "p", "pb", "pib": 1_125_899_906_842_624
        default: nil
        }
    }
}
