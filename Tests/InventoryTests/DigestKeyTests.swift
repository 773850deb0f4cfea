import Inventory
import Testing

/// The key of digests.
@Suite struct DigestKeyTests {
    @Test func `a digest is HMAC-SHA-256 in hexadecimal`() throws {
        // RFC 4231, test case 6: a key of 131 bytes of 0xaa.
        let key = try #require(DigestKey([UInt8](repeating: 0xAA, count: 131)))
        let text = "Test Using Larger Than Block-Size Key - Hash Key First"
        let expected = "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        #expect(key.digest(of: Array(text.utf8)) == "hmac-sha256:" + expected)
    }

    @Test func `a short key is refused`() {
        #expect(DigestKey([UInt8](repeating: 1, count: 31)) == nil)
    }

    @Test func `a key's ID names it and its description tells nothing else`() throws {
        let key = try #require(DigestKey([UInt8](repeating: 0x61, count: 32)))
        #expect(key.id.wholeMatch(of: /[0-9a-f]{16}/) != nil)
        #expect(key.id != DigestKey([UInt8](repeating: 0x62, count: 32))?.id)
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!"\(key) \(dumped)".contains("aaaa"))
        #expect("\(key)" == "DigestKey(\(key.id))")
    }
}
