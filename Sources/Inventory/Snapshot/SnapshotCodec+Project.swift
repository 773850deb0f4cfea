import Domain
import JSON

extension SnapshotCodec {
    static func json(_ project: HostProject) -> JSON {
        let digests = project.digests.sorted { $0.key.precedesInBytes($1.key) }
        return [
            "root": .string(project.root),
            "home": .optional(project.home),
            "variables": .strings(project.variables.sortedByBytes()),
            "env_files": .array(project.envFiles.sorted { $0.path.precedesInBytes($1.path) }.map(json)),
            "own_files": .strings(project.ownFiles.sortedByBytes()),
            "digests": .object(digests.map { JSON.Member($0.key, .string($0.value)) }),
            "compose_hashes": .array(sorted(project.composeHashes).map(json)),
        ]
    }

    static func project(_ reader: JSONReader) throws(JSONShapeFault) -> HostProject {
        let object = try reader.object([
            "root", "home", "variables", "env_files", "own_files", "digests", "compose_hashes",
        ])
        return HostProject(
            root: try object["root"].name(),
            home: try object["home"].optionalName(),
            variables: try object["variables"].sortedStrings(),
            envFiles: try object["env_files"].list(envFile).sorted { $0.path.precedesInBytes($1.path) },
            ownFiles: try object["own_files"].sortedStrings(),
            digests: try digests(object["digests"]),
            composeHashes: sorted(try object["compose_hashes"].list(composeHash))
        )
    }

    private static func json(_ file: HostProject.EnvFile) -> JSON {
        ["path": .string(file.path), "variables": .strings(file.variables.sortedByBytes())]
    }

    private static func envFile(_ reader: JSONReader) throws(JSONShapeFault) -> HostProject.EnvFile {
        let object = try reader.object(["path", "variables"])
        return .init(path: try object["path"].name(), variables: try object["variables"].sortedStrings())
    }

    private static func digests(_ reader: JSONReader) throws(JSONShapeFault) -> [String: String] {
        let object = try ObjectReader(reader)
        try object.refuseDuplicates()
        var digests: [String: String] = [:]
        for (key, value) in zip(object.keys, object.values) { digests[key] = try value.name() }
        return digests
    }

    private static func json(_ hash: HostProject.ComposeHash) -> JSON {
        [
            "project": .string(hash.project), "service": .string(hash.service), "hash": .string(hash.hash),
            "specification": .string(hash.specification),
        ]
    }

    private static func composeHash(_ reader: JSONReader) throws(JSONShapeFault) -> HostProject.ComposeHash {
        let object = try reader.object(["project", "service", "hash", "specification"])
        return .init(
            project: try object["project"].name(),
            service: try object["service"].name(),
            hash: try object["hash"].name(),
            specification: try object["specification"].name()
        )
    }

    private static func sorted(_ hashes: [HostProject.ComposeHash]) -> [HostProject.ComposeHash] {
        hashes.sorted { ($0.project, $0.service) < ($1.project, $1.service) }
    }
}
