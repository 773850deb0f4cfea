import Domain
import Ledger
import Testing

struct NamespaceUseTests {
    private static let ownerID = "0123456789abcdef0123456789abcdef"
    private static let otherID = "0123456789abffff0123456789abcdef"

    private func host(_ user: Host.Box) -> Host {
        let owner = Host.Box(name: "test-own", id: NamespaceUseTests.ownerID)
        return Host(boxes: [owner, Host.Box(name: "other", id: NamespaceUseTests.otherID), user])
    }

    private func user(mode: String = "bridge", inspected owners: [String]?) -> Host.Box {
        Host.Box(name: "prod-p", id: "p1", networkMode: mode, namespaceOwners: owners)
    }

    /// The containers that `prod-p` used last according to the memory, after these observations, one a day.
    private func owners(_ looks: Host...) throws -> [String] {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        for (day, look) in looks.enumerated() { try ledger.audit("r\(day)", look.classified(), at: Moment.day(day)) }
        return try ledger.memory(releases: [], at: Moment.day(99)).protectedUses
            .filter { $0.kind == .container }.map(\.resourceID)
    }

    @Test func `a look without inspect forgets no shared namespace, before nor after the user is gone`() throws {
        let (detailed, listed) = (host(user(inspected: ["test-own"])), host(user(inspected: nil)))
        #expect(try owners(detailed, listed) == [NamespaceUseTests.ownerID])
        #expect(try owners(detailed, listed, listed, Host()) == [NamespaceUseTests.ownerID])
    }

    @Test func `a user that was renamed between looks without inspect is still known to share`() throws {
        var renamed = user(inspected: nil)
        renamed.name = "prod-q"
        let detailed = host(user(inspected: ["test-own"]))
        #expect(try owners(detailed, host(renamed), Host()) == [NamespaceUseTests.ownerID])
    }

    @Test func `an inspect that tells of no sharing ends it, and so does another container of the name`() throws {
        let detailed = host(user(inspected: ["test-own"]))
        #expect(try owners(detailed, host(user(inspected: []))).isEmpty)
        var successor = user(inspected: nil)
        successor.id = "p2"
        #expect(try owners(detailed, host(successor)).isEmpty)
    }

    @Test(arguments: ["test-own", "0123456789abcdef0123456789abcdef", "0123456789abc"])
    func `a namespace owner is remembered by its full ID however it was named`(text: String) throws {
        #expect(try owners(host(user(inspected: [text]))) == [NamespaceUseTests.ownerID])
        #expect(try owners(host(user(mode: "container:\(text)", inspected: nil))) == [NamespaceUseTests.ownerID])
    }

    @Test(arguments: ["0123456789ab", "0123456789"])
    func `of several containers that a short ID fits, all count`(text: String) throws {
        let both = [NamespaceUseTests.ownerID, NamespaceUseTests.otherID]
        #expect(try owners(host(user(inspected: [text]))) == both)
        #expect(try owners(host(user(mode: "container:\(text)", inspected: nil))) == both)
    }

    @Test(arguments: ["test-ow", "", "p1"])
    func `what fits no container or the user itself is no owner`(text: String) throws {
        #expect(try owners(host(user(mode: "container:\(text)", inspected: [text]))).isEmpty)
    }

    @Test func `an exact name goes before the beginning of an ID`() throws {
        var observed = host(user(inspected: ["0123456789abc"]))
        observed.boxes.append(.init(name: "0123456789abc", id: "n1"))
        #expect(try owners(observed) == ["n1"])
    }

    @Test func `of several networks of one name all count as used`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        var user = user(inspected: nil)
        user.networks = [("net", "")]
        let observed = Host(boxes: [user], networks: [("net", "n1"), ("net", "n2"), ("idle", "n3")])
        try ledger.audit("r0", observed.classified(), at: Moment.day(0))
        let uses = try ledger.memory(releases: [], at: Moment.day(0)).protectedUses
        #expect(uses.filter { $0.kind == .network }.map(\.resourceID) == ["n1", "n2"])
        let unused = "SELECT object_id FROM resources WHERE first_unused IS NOT NULL AND kind = 'network'"
        #expect(try workspace.shell(unused).output == "n3")
    }
}
