import Domain
import Testing

@Suite struct ResourcePatternTests {
    private static let id = "9c1e02ab34cd" + String(repeating: "0", count: 52)

    @Test(arguments: [
        ("container/web", true), ("web", true), ("w*", true), ("*/web", true), ("container/*", true),
        ("9c1e02ab34cd", true), (id, true), ("sha256:9c1e02ab34cd", true),
        ("volume/web", false), ("we", false), ("Web", false), ("9c1e02ab34c", false), ("9C1E02AB34CD", false),
        ("9c1e02ab34ce", false), ("", false), ("container", false),
    ])
    func `a container is named by address, name, ID or glob`(text: String, expected: Bool) {
        #expect(ResourcePattern(text).fits(Address(.container, "web"), id: Self.id) == expected)
    }

    @Test(arguments: ["odoo:18", "image/odoo:18", "odoo:*", "sha256:\(id)", "9c1e02ab34cd"])
    func `an image is named by its tag, or by its ID in both spellings`(text: String) {
        #expect(ResourcePattern(text).fits(Address(.image, "odoo:18"), id: "sha256:\(Self.id)"))
    }

    @Test func `what does not exist yet has no ID`() {
        #expect(ResourcePattern("web").fits(Address(.container, "web"), id: ""))
        #expect(!ResourcePattern("9c1e02ab34cd").fits(Address(.container, "web"), id: ""))
    }

    @Test func `a pattern that fits nothing is refused with the nearest name`() {
        let known = [(address: Address(.volume, "test-data"), id: "test-data"), (Address(.container, "web"), Self.id)]
        #expect(ResourcePattern("*-data").objection(among: known) == nil)
        let objection = ResourcePattern("tset-data").objection(among: known)
        #expect(objection?.code == .selectionIdle && objection?.severity == .error)
        #expect(objection?.fix.contains("'test-data'") == true)
        #expect(ResourcePattern("nothing-like-it").objection(among: known)?.fix.contains("mean") == false)
    }
}
