/// What libyaml takes for the name of an anchor or alias.
package enum AnchorNames {
    /// The names that stand behind a sigil, `&` or `*`, in a line: where the sigil stands, and where the name ends.
    package static func all(
        after sigil: Unicode.Scalar,
        in line: [UInt8]
    ) -> [(name: ArraySlice<UInt8>, sigil: Int)] {
        line.indices.filter { line[$0] == UInt8(ascii: sigil) }.compactMap { index in
            let name = line[(index + 1)...].prefix(while: isNameByte)
            return name.isEmpty ? nil : (name, index)
        }
    }

    package static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
