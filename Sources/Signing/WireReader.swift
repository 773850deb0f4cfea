/// Reads the SSH wire format (RFC 4251): big-endian lengths before strings.
struct WireReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ count: Int) -> [UInt8]? {
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func integer() -> UInt32? {
        take(4).map { $0.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    mutating func string() -> [UInt8]? {
        guard let count = integer() else { return nil }
        return take(Int(count))
    }

    mutating func text() -> String? {
        guard let bytes = string() else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
