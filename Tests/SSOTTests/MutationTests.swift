import Domain
import TestSupport
import Testing

@testable import SSOT

/// A small generator of known sequence, so that a failure can be run again from its seed.
private struct Xorshift: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed == 0 ? 1 : seed }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

@Suite struct MutationTests {
    private static let fragments = [
        "&a ", "*a", "!x ", "<<: ", "? ", ": ", "- ", "[", "]", "{", "}", "\"", "'", "|\n", ">\n", "#", "\t", "\n",
        "\r\n", "\0",
        "\u{202E}", "\u{E9}", "e\u{301}", "---\n", "...\n", "%TAG ! x\n", "  ", "~", "*", "env: x\n", ",", "\\", "@",
        "`",
        "owner: b\n", "\u{E001}",
    ]

    @Test(arguments: [0x5EED_0001, 0x5EED_0002, 0x5EED_0003, 0x5EED_0004] as [UInt64])
    func `a mutated file gives a document, or an error with a place`(seed: UInt64) {
        var random = Xorshift(seed: seed)
        for round in 1...500 {
            var bytes = Array(OwnersFiles.staging.utf8)
            for _ in 1...Int.random(in: 1...4, using: &random) { mutate(&bytes, &random) }
            let reading = SSOTReader.read(bytes, file: "f")
            let place = "seed \(seed), round \(round)"
            #expect((reading.document == nil) == !reading.errors.isEmpty, "\(place)")
            #expect(reading.diagnostics.allSatisfy { isPlaced($0, in: bytes) }, "\(place)")
        }
    }

    /// Every diagnostic names a line that the file has, and what to do.
    private func isPlaced(_ diagnostic: Diagnostic, in bytes: [UInt8]) -> Bool {
        guard let position = diagnostic.position, !diagnostic.fix.isEmpty else { return false }
        let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
        return (1...lines).contains(position.line) && position.column >= 1
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout Xorshift) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
        case 3: bytes.insert(contentsOf: Self.fragments.randomElement(using: &random)?.utf8 ?? "".utf8, at: place)
        case 4: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
        default: duplicateLine(at: place, in: &bytes)
        }
    }

    private func duplicateLine(at place: Int, in bytes: inout [UInt8]) {
        let newline = UInt8(ascii: "\n")
        let start = bytes[..<place].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let end = bytes[place...].firstIndex(of: newline) ?? bytes.endIndex - 1
        bytes.insert(contentsOf: bytes[start...end], at: start)
    }
}
