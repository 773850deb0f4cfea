import Crypto
import Domain
import FoundationEssentials

/// An OpenSSH public key: its type and its wire bytes, which alone decide whether two keys are one.
package struct PublicKey: Sendable, Hashable {
    package let type: KeyType
    /// The key in SSH wire format.
    package let blob: [UInt8]

    /// Reads the two fields of a key line; `nil` where they do not belong together or the key is none to trust.
    package init?(type: String, base64: String) {
        guard let known = KeyType(rawValue: type), let blob = Base64.decode(Array(base64.utf8)) else { return nil }
        var reader = WireReader(blob)
        guard let named = reader.text(), named.hasSameBytes(as: type), !reader.isAtEnd else { return nil }
        if known == .ed25519 || known == .ed25519Hardware {
            guard let point = reader.string(), point.count == 32, !SmallOrderPoints.contain(point) else { return nil }
        }
        self.type = known
        self.blob = blob
    }

    /// `ssh-ed25519 AAAA…`, as key files and signers files have it.
    package var text: String { "\(type.rawValue) \(String(decoding: Base64.encode(blob), as: UTF8.self))" }
}

extension PublicKey {
    /// Reads the first line of a `.pub` file: type, key, comment.
    package init?(line bytes: [UInt8]) {
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let fields = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" }.map(String.init)
        guard fields.count >= 2 else { return nil }
        self.init(type: fields[0], base64: fields[1])
    }

    /// `SHA256:…` as `ssh-keygen -l` prints it.
    package var fingerprint: String {
        let digest = Base64.encode(Array(SHA256.hash(data: blob))).prefix { $0 != UInt8(ascii: "=") }
        return "SHA256:" + String(decoding: digest, as: UTF8.self)
    }
}

/// Ed25519 points of small order: as a public key, each of them accepts a signature over any message.
enum SmallOrderPoints {
    /// Little-endian `y` of every encoding, canonical or not; the sign bit does not matter.
    private static let encodings: [[UInt8]] = [
        [0] + zeros + [0],
        [1] + zeros + [0],
        [
            0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
            0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
        ],
        [
            0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
            0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
        ],
        [0xec] + ones + [0x7f],
        [0xed] + ones + [0x7f],
        [0xee] + ones + [0x7f],
    ]
    private static let zeros = [UInt8](repeating: 0, count: 30)
    private static let ones = [UInt8](repeating: 0xff, count: 30)

    static func contain(_ point: [UInt8]) -> Bool {
        guard let last = point.last else { return true }
        return encodings.contains(point.dropLast() + [last & 0x7f])
    }
}

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
