/// Compose computes a share of processors with 32-bit floating point, so `0.129` arrives as 0.128999992.
enum NanoCPUs {
    static func isSame(_ first: String, _ second: String) -> Bool {
        guard let first = nano(first), let second = nano(second) else { return first == second }
        return abs(first - second) <= max(1, max(first, second) >> 22)
    }

    /// Billionths of a decimal number.
    private static func nano(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int64(parts[0]) else { return nil }
        let digits = parts.count == 2 ? String(parts[1].prefix(9)) : ""
        let padded = digits + String(repeating: "0", count: 9 - digits.count)
        return Int64(padded).map { whole * 1_000_000_000 + $0 }
    }
}
