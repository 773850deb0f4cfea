import Domain
import Foundation
import JSON
import Reports
import TestSupport
import Testing
import Workflows

extension HostScene {
    @discardableResult
    func initialise(
        ssot: String? = nil,
        acceptingSSOT: Bool = false,
        acceptingClock: Bool = false,
        takingOver: Bool = false
    ) async throws -> [Diagnostic] {
        let request = InitWorkflow.Request(
            principal: "author",
            acceptsSigners: false,
            acceptsSSOT: acceptingSSOT,
            acceptsClock: acceptingClock,
            takesOver: takingOver,
            fromHost: false,
            composeFile: nil,
            isSystem: false,
            env: "staging"
        )
        return try await InitWorkflow(options(ssot: ssot), environment).run(request).warnings
    }

    /// Plans, and gives the plan file's path below the root.
    func plan(ssot: String? = nil, mode: Plan.Mode = .all, targets: [String] = []) async throws -> String {
        let request = PlanWorkflow.Request(
            out: nil,
            mode: mode,
            targets: targets,
            exclusions: [],
            snapshot: nil,
            isUnsigned: false,
            writesFile: true
        )
        let result = try await PlanWorkflow(options(ssot: ssot), environment).run(request)
        return try #require(result.file, "\(result.violations)")
    }

    func planWarnings(excluding exclusions: [String]) async throws -> [Diagnostic] {
        let request = PlanWorkflow.Request(
            out: nil,
            mode: .all,
            targets: [],
            exclusions: exclusions,
            snapshot: nil,
            isUnsigned: true,
            writesFile: false
        )
        return try await PlanWorkflow(options(), environment).run(request).warnings
    }

    func apply(_ plan: String) async throws -> ApplyWorkflow.Result {
        let request = ApplyWorkflow.Request(plan: plan, confirmation: "APPLY CLEANUP", parallelism: 1)
        return try await ApplyWorkflow(options(), environment).run(request)
    }

    /// The refusal of an apply; `nil` where the gate let it through.
    func refusal(of plan: String) async throws -> Refusal? {
        switch try await apply(plan) {
        case .refused(_, _, let refusal): return refusal
        case .applied: return nil
        }
    }

    /// What looking says beside its report.
    func auditWarnings(ssot: String? = nil) async throws -> [Diagnostic] {
        try await AuditWorkflow(options(ssot: ssot), environment).run().warnings
    }

    /// What the health checks say beside their results.
    func healthWarnings() async throws -> [Diagnostic] {
        try await HealthWorkflow(options(), environment).run(waitSeconds: 0).warnings
    }

    func json(_ plan: String) throws -> JSON { try JSON.parse(try read(plan)) }

    /// Writes a plan in the one spelling that there is, signed by its author with OpenSSH's own program.
    func write(plan: JSON, to name: String) async throws {
        try write(plan.bytes(.pretty), to: name)
        let script =
            "ssh-keygen -q -Y sign -n reconcile-plan -f state/keys/author <'\(name)' >'\(name).sig' 2>/dev/null"
        try await Command.run("/bin/sh", ["-euc", "cd '\(root)'\n" + script])
    }
}
