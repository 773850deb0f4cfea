package import Domain
package import JSON

/// The file of `reconcile observe`: canonical, pretty-printed JSON without secrets.
///
/// Equal snapshots give equal bytes. Reading is strict about members and types and does not care for the order of
/// lists, so that people may edit one for a test.
package enum SnapshotFile {
    package static let format = "reconcile.snapshot/3"

    package static func write(_ snapshot: Snapshot) -> [UInt8] {
        let json: JSON = [
            "format": .string(format),
            "digest_key_id": .string(snapshot.digestKeyID),
            "api_version": .optional(snapshot.apiVersion),
            "checkpoint": .optional(snapshot.checkpoint),
            "host": SnapshotCodec.json(snapshot.host),
            "memory": SnapshotCodec.json(snapshot.memory),
            "project": snapshot.project.map(SnapshotCodec.json) ?? .null,
            "guard": .array(SnapshotCodec.sorted(snapshot.guardRules).map(SnapshotCodec.json)),
        ]
        return json.bytes(.pretty)
    }

    /// - Throws: The first fault, with its place; a format of another major version is one.
    package static func read(_ bytes: [UInt8]) throws(SnapshotFault) -> Snapshot {
        let json: JSON
        do { json = try JSON.parse(bytes) } catch { throw .notJSON(error) }
        guard json["format"]?.string == format else { throw .foreignFormat }
        do throws(JSONShapeFault) {
            return try snapshot(JSONReader(json))
        } catch {
            throw .shape(error)
        }
    }

    private static func snapshot(_ reader: JSONReader) throws(JSONShapeFault) -> Snapshot {
        let keys = ["format", "digest_key_id", "api_version", "checkpoint", "host", "memory", "guard"]
        let object = try reader.object(keys, later: ["project"])
        return Snapshot(
            host: try SnapshotCodec.host(object["host"]),
            memory: try SnapshotCodec.memory(object["memory"]),
            guardRules: SnapshotCodec.sorted(try object["guard"].list(SnapshotCodec.guardRule)),
            digestKeyID: try object["digest_key_id"].string(),
            apiVersion: try object["api_version"].optionalString(),
            checkpoint: try object["checkpoint"].optionalString(),
            project: try object["project"].optional(SnapshotCodec.project)
        )
    }
}

/// How each noun of a snapshot is written and read, noun by noun.
enum SnapshotCodec {}

extension JSONReader {
    /// Strings in the order of every list that we write.
    func sortedStrings() throws(JSONShapeFault) -> [String] { try strings().sortedByBytes() }

    /// The same for a key that a later version of the format added; it may be absent.
    func laterStrings() throws(JSONShapeFault) -> [String] { value == .null ? [] : try sortedStrings() }

    /// An object whose keys are names from the host and whose values are times.
    func times() throws(JSONShapeFault) -> [String: Timestamp] {
        let object = try ObjectReader(self)
        try object.refuseDuplicates()
        var times: [String: Timestamp] = [:]
        for (name, value) in zip(object.keys, object.values) { times[name] = try value.timestamp() }
        return times
    }
}

/// Why bytes are no snapshot. It quotes no value.
package enum SnapshotFault: Error, Sendable, Hashable, CustomStringConvertible {
    case notJSON(JSONFault)
    /// `format` is missing or names something else.
    case foreignFormat
    case shape(JSONShapeFault)

    package var description: String {
        switch self {
        case .notJSON(let fault): "it is not JSON: \(fault)"
        case .foreignFormat: "'format' is not '\(SnapshotFile.format)'"
        case .shape(let fault): fault.description
        }
    }
}
