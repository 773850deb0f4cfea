import Domain
import Ledger
import Testing

struct MemoryTests {
    @Test func `a fresh ledger remembers nothing and is present`() throws {
        let workspace = try Workspace()
        #expect(try workspace.ledger().memory(releases: [], at: Moment.start) == Memory())
    }

    @Test func `unused counts from the first look that saw it so, and a use starts it anew`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        var host = Host(images: [("sha256:aa", ["app:1", "app:2"])], volumes: ["v"])
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        try ledger.audit("r1", host.classified(), at: Moment.day(1))
        var memory = try ledger.memory(releases: [], at: Moment.day(2))
        #expect(memory.imageUnusedSince == ["sha256:aa": Moment.day(0)])
        #expect(memory.volumeUnusedSince == ["v": Moment.day(0)])

        host.boxes = [.init(name: "c", id: "c1", volumes: ["v"])]
        try ledger.audit("r2", host.classified(), at: Moment.day(2))
        memory = try ledger.memory(releases: [], at: Moment.day(2))
        #expect(memory.imageUnusedSince.isEmpty)
        #expect(memory.volumeUnusedSince.isEmpty)

        host.boxes = []
        try ledger.audit("r3", host.classified(), at: Moment.day(3))
        memory = try ledger.memory(releases: [], at: Moment.day(3))
        #expect(memory.imageUnusedSince == ["sha256:aa": Moment.day(3)])
        #expect(memory.volumeUnusedSince == ["v": Moment.day(3)])
    }

    @Test func `an image or volume that comes back is unused from then`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let host = Host(images: [("sha256:aa", ["app:1"])], volumes: ["v"])
        for (day, look) in [host, Host(), host].enumerated() {
            try ledger.audit("r\(day)", look.classified(), at: Moment.day(day))
        }
        let memory = try ledger.memory(releases: [], at: Moment.day(3))
        #expect(memory.imageUnusedSince == ["sha256:aa": Moment.day(2)])
        #expect(memory.volumeUnusedSince == ["v": Moment.day(2)])
    }

    @Test func `what an apply that did not end did to a container is remembered until a later one changes it`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let actions = [Replacement.action("web")]
        func begin(_ run: String, steps: Int) throws {
            #expect(try ledger.startApply(Cleanup.start(run, at: Moment.start), actions: actions) == nil)
            try ledger.intend(Array(Cleanup.intents(actions).prefix(steps)), run: run, at: Moment.start)
        }
        func left() throws -> [String: Set<StepOperation>] {
            try ledger.memory(releases: [], at: Moment.day(1)).leftHalfDone
        }
        try begin("r1", steps: 2)
        try ledger.record(Array(Cleanup.records(actions, at: Moment.start).prefix(1)), run: "r1")
        #expect(try left() == [Replacement.oldID: [.stopContainer, .renameContainer]])
        try begin("r2", steps: 1)
        try ledger.record(Array(Cleanup.records(actions, at: Moment.start).prefix(1)), run: "r2")
        #expect(try left() == [Replacement.oldID: [.stopContainer]])
        try ledger.record(Array(Cleanup.records(actions, .skipped, at: Moment.start).dropFirst()), run: "r2")
        try ledger.end(run: "r2", outcome: .partial, exitCode: .appliedInPart, at: Moment.start, summary: "")
        #expect(try left() == [Replacement.oldID: [.stopContainer]])
        try ledger.apply("r3", actions, at: Moment.day(1))
        #expect(try left().isEmpty)
    }

    @Test func `direct protection of containers, volumes and networks is remembered, gone ones included`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let host = Host(
            boxes: [.init(name: "prod-db", id: "p1")],
            images: [("sha256:aa", ["prod-app:1"])],
            volumes: ["prod-data", "other"],
            networks: [("prod-net", "n1")]
        )
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        try ledger.audit("r1", Host().classified(), at: Moment.day(1))
        let memory = try ledger.memory(releases: [], at: Moment.day(1))
        let names = memory.protected.map(\.address.description)
        #expect(names.sorted() == ["container/prod-db", "network/prod-net", "volume/prod-data"])
        #expect(memory.protected.allSatisfy { $0.rule == Host.floor && $0.first == Moment.day(0) })
        #expect(memory.protected.map(\.id).sorted() == ["n1", "p1", "prod-data"])
    }

    @Test func `a rename keeps the object and its protection`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.audit("r0", Host(boxes: [.init(name: "prod-db", id: "p1")]).classified(), at: Moment.day(0))
        try ledger.audit("r1", Host(boxes: [.init(name: "old-db", id: "p1")]).classified(), at: Moment.day(1))
        let memory = try ledger.memory(releases: [], at: Moment.day(1))
        #expect(memory.protected.map(\.address) == [Address(.container, "old-db")])
        #expect(memory.protected.map(\.id) == ["p1"])
        let proof = try workspace.shell("SELECT address, id, state FROM v_protected_never_removed").output
        #expect(proof == "container/old-db|p1|present")
    }

    @Test func `what a protected container used last is remembered after it is gone`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        var host = Host(networks: [("net", "n1")])
        let owner = Host.Box(name: "owner", id: "o1")
        var database = Host.Box(name: "prod-db", id: "p1", volumes: ["old"], networks: [("net", "")])
        host.boxes = [owner, database]
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        database.volumes = ["data"]
        database.networkMode = "container:o1"
        host.boxes = [owner, database]
        try ledger.audit("r1", host.classified(), at: Moment.day(1))
        try ledger.audit("r2", Host().classified(), at: Moment.day(2))
        let uses = try ledger.memory(releases: [], at: Moment.day(2)).protectedUses
        #expect(uses.allSatisfy { $0.user == Address(.container, "prod-db") && $0.lastSeen == Moment.day(1) })
        #expect(
            uses.map { "\($0.kind.rawValue) \($0.resourceID)" } == [
                "container o1", "image sha256:aa", "network n1", "volume data",
            ]
        )
    }

    @Test func `an image that bore a protected tag counts as protected until it is seen without tag and user`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        var host = Host(images: [("sha256:aa", ["prod-app:1"]), ("sha256:bb", ["test-app:1"])])
        host.boxes = [.init(name: "c", id: "c1", image: "sha256:aa")]
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        func until(_ day: Int) throws -> [String: Timestamp] {
            try ledger.memory(releases: [], at: Moment.day(day)).imageProtectedUntil
        }
        #expect(try until(5) == ["sha256:aa": Moment.day(5)])
        host.images = [("sha256:aa", []), ("sha256:bb", ["test-app:1"])]
        try ledger.audit("r1", host.classified(), at: Moment.day(6))
        #expect(try until(7) == ["sha256:aa": Moment.day(7)])
        host.boxes = []
        try ledger.audit("r2", host.classified(), at: Moment.day(8))
        try ledger.audit("r3", host.classified(), at: Moment.day(9))
        #expect(try until(10) == ["sha256:aa": Moment.day(8)])
    }

    @Test func `a release without a date counts from its first sight`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let position = SourcePosition(file: "s.yaml", line: 1, column: 1)
        let releases = [
            Release(address: Glob("volume/old-*"), reason: "", until: nil, position: position),
            Release(address: Glob("volume/dated"), reason: "", until: Moment.day(9), position: position),
        ]
        let expected = ["volume/old-*": Moment.day(1)]
        #expect(try ledger.memory(releases: releases, at: Moment.day(1)).releaseFirstSeen == expected)
        #expect(try ledger.memory(releases: releases, at: Moment.day(4)).releaseFirstSeen == expected)
        try ledger.close()
        let reader = try workspace.open(.readOnly)
        #expect(try reader.memory(releases: releases, at: Moment.day(5)).releaseFirstSeen == expected)
    }
}
