/// The names under which containers stand aside while others take their place: `<12 hexadecimal digits>_<name>`.
///
/// A replacement of ours keeps the old container as `<12 of its ID>_<its name>` until the new one is well. Compose
/// names the new one `<12 of the old one's ID>_<name>` until the old one is gone. Where either ends half-way, more such
/// prefixes may come before the first.
package enum SetAsideName {
    private static let digits = 12

    static func prefix(of id: String) -> String { "\(id.prefix(digits))_" }

    /// What our own replacement calls the old container.
    package static func name(_ name: String, of id: String) -> String { prefix(of: id) + name }

    /// What stands behind all such prefixes; `nil` for a name without one.
    package static func base(of name: String) -> String? {
        var rest = name.utf8[...]
        while let next = withoutPrefix(rest) { rest = next }
        return rest.count < name.utf8.count ? String(decoding: rest, as: UTF8.self) : nil
    }

    private static func withoutPrefix(_ name: Substring.UTF8View) -> Substring.UTF8View? {
        let prefix = name.prefix(digits)
        let rest = name.dropFirst(digits)
        guard prefix.count == digits, prefix.allSatisfy(isHexadecimal), rest.first == UInt8(ascii: "_"), rest.count > 1
        else { return nil }
        return rest.dropFirst()
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
