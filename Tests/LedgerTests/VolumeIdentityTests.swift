import Domain
import Ledger
import Testing

struct VolumeIdentityTests {
    private struct Look: Sendable {
        let mountpoint: String?
        let digest: String
    }

    /// The time since which the volume counts as unused after these observations, which are ten days apart.
    private func unusedSince(_ looks: Look...) throws -> Timestamp? {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        for (number, look) in looks.enumerated() {
            var host = Host(volumes: ["v"])
            host.volumeMountpoint = look.mountpoint
            host.volumeDigest = look.digest
            try ledger.audit("r\(number)", host.classified(), at: Moment.day(number * 10))
        }
        return try ledger.memory(releases: [], at: Moment.day(99)).volumeUnusedSince["v"]
    }

    @Test func `a volume that stays keeps its age`() throws {
        let observation = Look(mountpoint: "7@1", digest: "d")
        #expect(try unusedSince(observation, observation, observation) == Moment.day(0))
    }

    @Test func `a volume made anew under an old name is unused from its first look`() throws {
        let first = Look(mountpoint: "7@1", digest: "d")
        #expect(try unusedSince(first, first, first, first, Look(mountpoint: "7@2", digest: "d")) == Moment.day(40))
        #expect(try unusedSince(first, Look(mountpoint: "7@1", digest: "e")) == Moment.day(10))
        #expect(try unusedSince(first, Look(mountpoint: nil, digest: "e"), first) == Moment.day(20))
    }

    @Test func `a look that cannot read the mountpoint changes no age and hides no new volume`() throws {
        let first = Look(mountpoint: "7@1", digest: "d")
        let blind = Look(mountpoint: nil, digest: "d")
        #expect(try unusedSince(first, blind, first) == Moment.day(0))
        #expect(try unusedSince(blind, first) == Moment.day(0))
        #expect(try unusedSince(first, blind, Look(mountpoint: "7@2", digest: "d")) == Moment.day(20))
    }

    @Test func `a volume made anew forgets the lost user and keeps the protection of its name`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        var host = Host(boxes: [.init(name: "c", id: "c1", volumes: ["prod-v"])], volumes: ["prod-v"])
        host.volumeMountpoint = "7@1"
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        host.boxes = []
        try ledger.audit("r1", host.classified(), at: Moment.day(1))
        #expect(try ledger.memory(releases: [], at: Moment.day(1)).volumeLostUser == ["prod-v": Moment.day(1)])
        host.volumeMountpoint = "7@2"
        try ledger.audit("r2", host.classified(), at: Moment.day(2))
        let memory = try ledger.memory(releases: [], at: Moment.day(2))
        #expect(memory.volumeLostUser.isEmpty)
        #expect(memory.protected.map(\.first) == [Moment.day(0)])
    }
}
