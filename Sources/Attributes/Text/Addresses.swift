import Domain

/// Addresses in one spelling, because Engines spell IPv6 as it was typed, as it is short, or with the mask.
extension String {
    /// IPv6 as RFC 5952 has it; everything else as it stands.
    var canonicalAddress: String { IPv6(self)?.text ?? self }

    /// `ADDRESS/PREFIX`.
    var canonicalSubnet: String {
        guard let (address, prefix) = cut(at: "/") else { return canonicalAddress }
        return "\(address.canonicalAddress)/\(prefix)"
    }

    var canonicalMAC: String { lowercased().replacing("-", with: ":") }

    var withoutBrackets: String {
        guard utf8.first == UInt8(ascii: "["), utf8.last == UInt8(ascii: "]") else { return self }
        return String(dropFirst().dropLast())
    }
}

/// The eight groups of an address.
private struct IPv6 {
    private let groups: [UInt16]

    /// - Returns: `nil` for what is no IPv6 address, or one with a zone.
    init?(_ text: String) {
        guard text.utf8.contains(UInt8(ascii: ":")), text.utf8.count <= 45 else { return nil }
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2, let head = IPv6.groups(halves[0], isLast: halves.count == 1) else { return nil }
        guard halves.count == 2 else {
            guard head.count == 8 else { return nil }
            groups = head
            return
        }
        guard let tail = IPv6.groups(halves[1], isLast: true), head.count + tail.count < 8 else { return nil }
        groups = head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// Lower-case, and the first longest run of two zeros or more as `::`.
    var text: String {
        guard let gap = longestGap else { return IPv6.joined(groups[...]) }
        return "\(IPv6.joined(groups[..<gap.lowerBound]))::\(IPv6.joined(groups[gap.upperBound...]))"
    }

    private var longestGap: Range<Int>? {
        var longest = 0..<1
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 { start = index + 1 }
            if index + 1 - start > longest.count { longest = start..<(index + 1) }
        }
        return longest.count > 1 ? longest : nil
    }

    private static func joined(_ groups: ArraySlice<UInt16>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The groups of one side; the last may be an IPv4 address, which is two.
    private static func groups(_ text: Substring, isLast: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var result: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if let group = UInt16(part, radix: 16), part.utf8.count <= 4, part.utf8.first != UInt8(ascii: "+") {
                result.append(group)
            } else if isLast, index == parts.count - 1, let pair = IPv6.pair(part) {
                result += pair
            } else {
                return nil
            }
        }
        return result
    }

    private static func pair(_ text: Substring) -> [UInt16]? {
        let bytes = text.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        guard bytes.count == 4 else { return nil }
        return [UInt16(bytes[0]) << 8 | UInt16(bytes[1]), UInt16(bytes[2]) << 8 | UInt16(bytes[3])]
    }
}
