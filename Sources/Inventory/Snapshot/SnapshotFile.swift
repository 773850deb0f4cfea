package import Domain

/// The file of `reconcile observe`: canonical, pretty-printed JSON without secrets.
///
/// Equal snapshots give equal bytes. Reading is strict about members and types and does not care for the order of lists,
/// so that people may edit one for a test.
package enum SnapshotFile {
    package static let format = "reconcile.snapshot/2"

    package static func write(_ snapshot: Snapshot) -> [UInt8] {
        let json: JSON = [
            "format": .string(format),
            "digest_key_id": .string(snapshot.digestKeyID),
            "api_version": .optional(snapshot.apiVersion),
            "checkpoint": .optional(snapshot.checkpoint),
            "host": SnapshotCodec.json(snapshot.host),
            "memory": SnapshotCodec.json(snapshot.memory),
            "guard": .array(SnapshotCodec.sorted(snapshot.guardRules).map(SnapshotCodec.json)),
        ]
        return json.bytes(.pretty)
    }

    /// - Throws: The first fault, with its place; a format of another major version is one.
    package static func read(_ bytes: [UInt8]) throws(SnapshotFault) -> Snapshot {
        let json: JSON
        do { json = try JSON.parse(bytes) } catch { throw SnapshotFault(path: "", problem: error.description) }
        guard json["format"]?.string == format else {
            throw SnapshotFault(path: "format", problem: "it must be \(format)")
        }
        let keys = ["format", "digest_key_id", "api_version", "checkpoint", "host", "memory", "guard"]
        let object = try StrictObject(json, at: "", keys: keys)
        return Snapshot(
            host: try SnapshotCodec.host(object.value("host"), at: "host"),
            memory: try SnapshotCodec.memory(object.value("memory"), at: "memory"),
            guardRules: SnapshotCodec.sorted(try object.list("guard", SnapshotCodec.guardRule)),
            digestKeyID: try object.string("digest_key_id"),
            apiVersion: try object.optionalString("api_version"),
            checkpoint: try object.optionalString("checkpoint")
        )
    }
}

/// How each noun of a snapshot is written and read, noun by noun.
enum SnapshotCodec {}

/// Why bytes are no snapshot: where, and what. It quotes no value.
package struct SnapshotFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// `host.containers[3].state`; empty for the whole file.
    package let path: String
    package let problem: String

    package init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    package var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}
