/// Whether a text is an IP address, as Go's `net.ParseIP` sees it: no zone, no leading zeros in IPv4.
enum IPAddress {
    static func isValid(_ text: String) -> Bool { isIPv4(text[...]) || isIPv6(text) }

    private static func isIPv4(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy(isOctet)
    }

    private static func isOctet(_ text: Substring) -> Bool {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        return (text.utf8.count == 1 || text.utf8.first != 0x30) && Int(text).map { $0 <= 255 } == true
    }

    private static func isIPv6(_ text: String) -> Bool {
        guard let gap = doubleColon(in: text) else { return groups(text[...]) == 8 }
        guard doubleColon(in: String(text[gap.upperBound...])) == nil else { return false }
        let (head, tail) = (text[..<gap.lowerBound], text[gap.upperBound...])
        guard let before = head.isEmpty ? 0 : groups(head, mayEndInIPv4: false) else { return false }
        guard let after = tail.isEmpty ? 0 : groups(tail) else { return false }
        return before + after < 8
    }

    private static func doubleColon(in text: String) -> Range<String.Index>? {
        var index = text.startIndex
        while let colon = text[index...].firstIndex(of: ":") {
            let next = text.index(after: colon)
            if next < text.endIndex, text[next] == ":" { return colon..<text.index(after: next) }
            index = next
        }
        return nil
    }

    /// How many groups of 16 bits the text holds; a final IPv4 address counts as two.
    private static func groups(_ text: Substring, mayEndInIPv4: Bool = true) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let endsInIPv4 = mayEndInIPv4 && parts.last.map(isIPv4) == true
        let groups = endsInIPv4 ? parts.dropLast() : parts[...]
        guard groups.allSatisfy(isGroup) else { return nil }
        return groups.count + (endsInIPv4 ? 2 : 0)
    }

    private static func isGroup(_ text: Substring) -> Bool {
        (1...4).contains(text.utf8.count) && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    }
}
