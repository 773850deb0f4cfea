import Domain
import Inventory
import JSON
import Testing

/// The file of a snapshot.
@Suite struct SnapshotFileTests {
    private func text(_ snapshot: Snapshot) -> String { String(decoding: SnapshotFile.write(snapshot), as: UTF8.self) }

    private static let states = ContainerState.allCases.map(\.rawValue).joined(separator: ", ")
    private static let integer = "an integer from -9007199254740991 to 9007199254740991, without fraction or exponent"

    private func read(_ text: String) throws(SnapshotFault) -> Snapshot { try SnapshotFile.read(Array(text.utf8)) }

    @Test func `what is written is read back equal, and written again the same`() throws {
        let snapshot = Samples.snapshot
        let bytes = SnapshotFile.write(snapshot)
        #expect(try SnapshotFile.read(bytes) == snapshot)
        #expect(SnapshotFile.write(try SnapshotFile.read(bytes)) == bytes)
        #expect(bytes.last == UInt8(ascii: "\n"))
    }

    @Test func `an empty snapshot is read back equal`() throws {
        let host = ObservedHost(
            engine: EngineIdentity(id: "", name: ""),
            observedAt: Timestamp(secondsSince1970: 0),
            containers: [],
            images: [],
            volumes: [],
            networks: []
        )
        let snapshot = Snapshot(host: host, memory: .none, guardRules: [], digestKeyID: "")
        #expect(try SnapshotFile.read(SnapshotFile.write(snapshot)) == snapshot)
    }

    @Test(arguments: 0..<20)
    func `lists in any order are read to equal values`(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let json = try JSON.parse(SnapshotFile.write(Samples.snapshot))
        let shuffled = json.shuffled(using: &generator)
        #expect(try SnapshotFile.read(shuffled.bytes(.compact)) == Samples.snapshot)
    }

    @Test(arguments: [
        (#""state": "running""#, #""state": "zombie""#, "host.containers[1].state must be one of \(states)"),
        (#""state": "running""#, #""state": 7"#, "host.containers[1].state must be one of \(states)"),
        (#""driver": "bridge","#, "", "host.networks[0].driver is missing"),
        (
            #""ingress": false"#, #""ingress": false, "extra": 1"#,
            "host.networks[0].extra is not a key of this format"
        ),
        (
            #""ingress": false"#, #""ingress": false, "ingress": true"#,
            "host.networks[0].ingress stands twice"
        ),
        (#""ingress": false"#, #""ingress": "no""#, "host.networks[0].ingress must be true or false"),
        ("2026-11-18T01:46:40Z", "yesterday", "host.observed_at must be a time like 2026-11-23T12:47:46Z"),
        ("reconcile.snapshot/3", "reconcile.snapshot/2", "'format' is not 'reconcile.snapshot/3'"),
        (
            #""port.80/tcp": ":80""#, #""pod.80/tcp": ":80""#,
            "host.containers[1].detail.attributes.(a key of 10 bytes) must be an attribute like memory or environment.TZ"
        ),
        (
            #""user": "7""#, #""user": 7"#,
            "host.containers[1].detail.attributes.user must be a string"
        ),
        (#""user": "7""#, #""user": "7", "user": "8""#, "host.containers[1].detail.attributes.user stands twice"),
        (#""exit_code": 137"#, #""exit_code": null"#, "host.containers[1].detail.exit_code must be \(integer)"),
        (
            #""address": "container/x""#, #""address": "pod/x""#,
            "host.incomplete[0].address must be an address like volume/NAME"
        ),
    ])
    func `a fault names its place`(original: String, replacement: String, fault: String) throws {
        let whole = text(Samples.snapshot)
        #expect(whole.contains(original))
        let broken = whole.replacing(original, with: replacement, maxReplacements: 1)
        let error = #expect(throws: SnapshotFault.self) { try read(broken) }
        #expect(error?.description == fault)
    }

    @Test(arguments: ["", "{", "[]", "null", "{}", "\u{feff}{}"])
    func `what is no snapshot is refused`(text: String) {
        #expect(throws: SnapshotFault.self) { try read(text) }
    }

    @Test func `a file cut at any byte is refused`() throws {
        let bytes = SnapshotFile.write(Samples.snapshot)
        for length in stride(from: 0, to: bytes.count - 1, by: 97) {
            #expect(throws: SnapshotFault.self) { try SnapshotFile.read(Array(bytes.prefix(length))) }
        }
    }
}

/// A linear congruential generator: the same seed gives the same order everywhere.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}

extension JSON {
    /// The same value with its lists and members in another order.
    fileprivate func shuffled(using generator: inout some RandomNumberGenerator) -> JSON {
        switch self {
        case .array(let elements):
            var order = elements.map { $0.shuffled(using: &generator) }
            order.shuffle(using: &generator)
            return .array(order)
        case .object(let members):
            var order = members.map { Member($0.key, $0.value.shuffled(using: &generator)) }
            order.shuffle(using: &generator)
            return .object(order)
        case .null, .bool, .integer, .decimal, .string: return self
        }
    }
}
