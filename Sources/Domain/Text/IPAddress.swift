/// IP addresses as Go's `net.ParseIP` sees them: no zone, no leading zeros in IPv4.
package enum IPAddress {
    package static func isValid(_ text: String) -> Bool { octets(text[...]) != nil || IPv6(text) != nil }

    /// IPv6 as RFC 5952 has it, everything else as it stands: Engines spell it as it was typed, as it is short, or with
    /// the mask.
    package static func canonical(_ text: String) -> String { IPv6(text)?.text ?? text }

    /// The four bytes of an IPv4 address.
    fileprivate static func octets(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let octets = parts.compactMap { part -> UInt8? in
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                part.utf8.count == 1 || part.utf8.first != 0x30
            else { return nil }
            return UInt8(part)
        }
        return octets.count == 4 ? octets : nil
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
            if (1...4).contains(part.utf8.count), part.allSatisfy({ $0.isASCII && $0.isHexDigit }),
                let group = UInt16(part, radix: 16)
            {
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
        IPAddress.octets(text).map { [UInt16($0[0]) << 8 | UInt16($0[1]), UInt16($0[2]) << 8 | UInt16($0[3])] }
    }
}
