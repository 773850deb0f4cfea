import Domain
import Signing
import Testing

@Suite struct AllowedSignersTests {
    static let alice = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDIAJNoGN+fqIvsZSTqk5XAYWESNJx7wB/L4dAaucYi3"
    static let bob = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHf8zCOZEfBMtMf8kq1m9/KqrOzaLP+AbFyeVc4fnTMu"

    private func parse(_ text: String) -> (AllowedSigners?, [Diagnostic]) {
        AllowedSigners.parse(Array(text.utf8), file: "allowed_signers")
    }

    @Test func `lines, comments and blank lines are read`() throws {
        let text = """
            # the team

            alice@example.com namespaces="reconcile-plan,reconcile-approval" \(AllowedSignersTests.alice) Alice's laptop
            \tbob valid-after="20260101Z",namespaces="reconcile-reject",valid-before="20270101120000Z"\t\(AllowedSignersTests.bob)
            """
        let (signers, faults) = parse(text)
        #expect(faults.isEmpty)
        let entries = try #require(signers?.entries)
        #expect(entries.map(\.principal) == ["alice@example.com", "bob"])
        #expect(entries[0].permits(.approval) && !entries[0].permits(.reject))
        #expect(entries[1].validBefore?.description == "2027-01-01T12:00:00Z")
        #expect(entries[1].position == SourcePosition(file: "allowed_signers", line: 4, column: 2))
        #expect(entries[0].key.text == AllowedSignersTests.alice)
        #expect(signers?.principals == ["alice@example.com", "bob"])
    }

    @Test(arguments: [
        ("alice,bob namespaces=\"a\" \(alice)", 1, "a line must name one principal, not a list"),
        ("* namespaces=\"a\" \(alice)", 1, "the principal is not a literal name"),
        ("\"alice\" namespaces=\"a\" \(alice)", 1, "the principal is not a literal name"),
        ("алиса namespaces=\"a\" \(alice)", 1, "the principal is not a literal name"),
        ("*@x,y cert-authority,namespaces=\"a\" \(alice)", 1, "a line must name one principal, not a list"),
        ("alice \(alice)", 1, "the line has no namespaces option"),
        ("alice cert-authority \(alice)", 7, "the line has no namespaces option"),
        ("alice namespaces=\"a\",no-pty \(alice)", 22, "no-pty is no option that is understood here"),
        ("alice namespaces=\"a\",namespaces=\"b\" \(alice)", 22, "the option namespaces stands twice"),
        ("alice namespaces=\"*\" \(alice)", 7, "namespaces must be a list of literal names"),
        ("alice namespaces=\"a,!b\" \(alice)", 7, "namespaces must be a list of literal names"),
        ("alice namespaces=a \(alice)", 7, "an option's value must stand in double quotes"),
        ("alice namespaces=\"a \(alice)", 18, "a quote is not closed"),
        ("alice namespaces=\"a\",valid-before=\"20260101\" \(alice)", 22, "valid-before is no time in UTC"),
        ("alice namespaces=\"a\",valid-before=\"20260230Z\" \(alice)", 22, "valid-before is no time in UTC"),
        (
            "alice namespaces=\"a\",valid-after=\"20270101Z\",valid-before=\"20260101Z\" \(alice)", 7,
            "valid-before is not after valid-after"
        ),
        ("alice namespaces=\"a\"", 1, "the line has no key"),
        ("alice namespaces=\"a\" ssh-dss AAAA", 22, "this is no OpenSSH public key that can be trusted"),
        (
            "alice namespaces=\"a\" ssh-rsa \(alice.dropFirst(12))", 22,
            "this is no OpenSSH public key that can be trusted"
        ),
        ("alice namespaces=\"a\" \(alice.dropLast(4))", 22, "this is no OpenSSH public key that can be trusted"),
        ("alice namespaces=\"a\" \(alice)\0x", 102, "a control character stands here"),
    ])
    func `anything else is refused with its place`(_ line: String, _ column: Int, _ summary: String) {
        let (signers, faults) = parse("# first\n\(line)\n")
        #expect(signers == nil)
        #expect(faults.map(\.summary) == [summary])
        #expect(faults.first?.code == .signersInvalid)
        #expect(faults.first?.position == SourcePosition(file: "allowed_signers", line: 2, column: column))
        #expect(faults.first?.fix.isEmpty == false)
    }

    @Test func `all faults are told in one go`() {
        #expect(
            parse("a,b namespaces=\"x\" \(AllowedSignersTests.alice)\nbob \(AllowedSignersTests.bob)\n").1.count == 2
        )
    }

    @Test func `one key under two principals is refused, and the first line is named`() {
        let key = AllowedSignersTests.alice
        let (signers, faults) = parse("alice namespaces=\"a\" \(key)\nbob namespaces=\"b\" \(key) other comment\n")
        #expect(signers == nil)
        #expect(faults.first?.summary == "the key of bob already belongs to alice (allowed_signers:1:1)")
        #expect(faults.first?.position?.line == 2)
        #expect(parse("alice namespaces=\"a\" \(key)\nalice namespaces=\"b\" \(key)\n").1.isEmpty)
    }

    @Test func `CRLF is refused with a hint`() {
        let (signers, faults) = parse("# x\nalice namespaces=\"a\" \(AllowedSignersTests.alice)\r\n")
        #expect(signers == nil)
        #expect(faults.first?.fix.contains(".gitattributes") == true)
        #expect(faults.first?.position?.line == 2)
    }

    @Test func `bytes that are not UTF-8 are refused with their line`() {
        let (signers, faults) = AllowedSigners.parse([35, 10, 0xff, 10], file: "s")
        #expect(signers == nil)
        #expect(faults.first?.position == SourcePosition(file: "s", line: 2, column: 1))
    }

    @Test(arguments: [
        "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACA",
        "AAAAC3NzaC1lZDI1NTE5AAAAICbolY/CsiewRcP0ifLvmPDV36wF08YzObE4AohtU/wF",
        "AAAAC3NzaC1lZDI1NTE5AAAAIO3///////////////////////////////////////9/",
    ])
    func `a key of small order, which accepts any message, is refused`(_ blob: String) {
        #expect(parse("eve namespaces=\"a\" ssh-ed25519 \(blob)\n").1.first?.position?.column == 20)
    }

    @Test func `a pattern belongs on a line of a certificate authority`() {
        let (signers, _) = parse("*@example.com cert-authority,namespaces=\"a\" \(AllowedSignersTests.alice)\n")
        #expect(signers?.admits("carol@example.com") == true)
        #expect(signers?.admits("carol@example.org") == false)
        #expect(signers?.admits("carol,dave@example.com") == false)
    }
}
