import Domain
import Inventory
import Planning
import SSOT

/// A folder that holds an SSOT, a snapshot of a host and the plan that they give.
struct Scenario {
    static let folder = SourceFolder.tests.appending("PlanningTests/Scenarios")

    let name: String
    private var path: String { "\(Scenario.folder)/\(name)" }

    static func all() throws -> [Scenario] {
        try Files.names(in: folder).map(Scenario.init)
    }

    var input: PlanningInput {
        get throws {
            let snapshot = try SnapshotFile.read(Files.bytes("\(path)/observed.json"))
            let reading = SSOTReader.read(try Files.bytes("\(path)/ssot.yaml"), file: "ssot.yaml")
            guard let document = reading.document else { throw Broken(reading.diagnostics.map(\.summary)) }
            return PlanningInput(
                host: snapshot.host,
                policy: document.policy(guardRules: snapshot.guardRules),
                memory: snapshot.memory,
                ssot: .init(path: "ssot.yaml", sha256: "sha256:0"),
                stack: [],
                mode: .cleanup,
                selection: .everything,
                digestKeyID: snapshot.digestKeyID
            )
        }
    }

    var golden: String {
        get throws { String(decoding: try Files.bytes("\(path)/plan.txt"), as: UTF8.self) }
    }

    func rewriteGolden(_ text: String) throws { try Files.write(Array(text.utf8), to: "\(path)/plan.txt") }

    struct Broken: Error, CustomStringConvertible {
        let description: String
        init(_ problems: [String]) { description = problems.joined(separator: "; ") }
    }
}
