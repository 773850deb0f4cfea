import Foundation
import TestSupport

/// The mutating requests that the plan files of a repository promise, derived from the files' text alone.
struct Promises {
    private let requests: Set<RecordingProxy.Request>

    init(plansIn workspace: Workspace) throws {
        let folder = workspace.path("plans/staging")
        let names =
            FileManager.default.fileExists(atPath: folder)
            ? try FileManager.default.contentsOfDirectory(atPath: folder) : []
        let plans =
            try names.filter { $0.hasSuffix(".plan.json") }.compactMap { name in
                let file = URL(fileURLWithPath: folder + "/" + name)
                // A test may have put something unreadable in a plan's place; that promises nothing.
                guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return nil }
                return try? JSONDocument(parsing: String(contentsOf: file, encoding: .utf8))
            } as [JSONDocument]
        requests = Set(plans.flatMap(Promises.requests))
    }

    init(of plan: JSONDocument) { requests = Set(Promises.requests(plan)) }

    /// Those that no plan names. A request with `force`, `v` or any other query than the plan's is none of them.
    func broken(by sent: [RecordingProxy.Request]) -> [RecordingProxy.Request] {
        sent.filter { !requests.contains($0) }
    }

    static func requests(_ plan: JSONDocument) -> [RecordingProxy.Request] {
        plan.plan.actions.array.flatMap { $0.steps.array.compactMap(request) }
    }

    private static func request(_ step: JSONDocument) -> RecordingProxy.Request? {
        guard let operation = step.op.string, let target = step.target.string else { return nil }
        let grace = step.grace_seconds.int.map { "?t=\($0)" } ?? ""
        return switch operation {
        case "container.stop": .init("POST", "/containers/\(target)/stop\(grace)")
        case "container.remove": .init("DELETE", "/containers/\(target)")
        case "image.untag", "image.remove": .init("DELETE", "/images/\(target)?noprune=1")
        case "volume.remove": .init("DELETE", "/volumes/\(target)")
        case "network.remove": .init("DELETE", "/networks/\(target)")
        default: nil
        }
    }
}
