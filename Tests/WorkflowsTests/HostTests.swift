import CoreTestSupport
import Domain
import Foundation
import TestSupport
import Testing
import Workflows

/// What a host holds against plans, planners and folders.
@Suite(.serialized) struct HostTests {
    private func failure(_ body: () async throws -> some Any) async -> Failure? {
        do {
            _ = try await body()
            return nil
        } catch {
            return error as? Failure
        }
    }

    private static let other = "infra/docker/OTHER_SSOT.yaml"

    // MARK: - Which SSOT

    @Test func `a ledger obeys the SSOT of its init until another one is accepted`() async throws {
        try await HostScene.with { scene in
            try scene.write(try scene.read(HostScene.ssot), to: HostTests.other)
            let old = try await scene.plan(ssot: scene.path(HostScene.ssot))
            let refused = await failure { try await scene.plan(ssot: scene.path(HostTests.other)) }
            #expect(refused?.exitCode == .configuration)
            let reported = try #require(refused?.diagnostics.first)
            #expect(reported.code == .ledgerOtherSSOT)
            #expect(reported.summary.contains(HostScene.ssot) && reported.summary.contains(HostTests.other))
            #expect(reported.fix.contains("--accept-ssot"))
            let warnings = try await scene.auditWarnings(ssot: scene.path(HostTests.other))
            #expect(warnings.contains { $0.code == .ledgerOtherSSOT && $0.severity == .warning })
            let kept = try await scene.initialise(ssot: scene.path(HostTests.other))
            #expect(kept.contains { $0.code == .ledgerOtherSSOT })

            try await scene.initialise(ssot: scene.path(HostTests.other), acceptingSSOT: true)
            #expect(try await scene.refusal(of: old)?.exitCode == .configuration)
            let new = try await scene.plan(ssot: scene.path(HostTests.other))
            #expect(try await scene.refusal(of: new) == nil)
        }
    }

    @Test func `a selection that fits nothing is refused with the nearest name, and one that fits is not`() async throws
    {
        try await HostScene.with { scene in
            for (pattern, near) in [
                ("container/demo-cahce-1", "container/demo-cache-1"), ("demo-cahce-1", "'demo-cache-1'"),
                ("*/prod*x", "reconcile audit"),
            ] {
                let refused = try #require(await failure { try await scene.planWarnings(excluding: [pattern]) })
                #expect(refused.exitCode == .usage)
                #expect(refused.diagnostics.map(\.code) == [.selectionIdle], "\(pattern)")
                #expect(refused.diagnostics.first?.fix.contains(near) == true, "\(refused)")
            }
            for pattern in ["volume/test-*", "container/demo-cache-1", "demo-cache-1", "demo-*"] {
                _ = try await scene.planWarnings(excluding: [pattern])
            }
        }
    }

    @Test func `an SSOT outside the repository is planned from by nobody`() async throws {
        try await HostScene.with { scene in
            let outside = scene.root + "-outside.yaml"
            try Data(try scene.read(HostScene.ssot)).write(to: URL(fileURLWithPath: outside))
            defer { try? FileManager.default.removeItem(atPath: outside) }
            #expect(await failure { try await scene.plan(ssot: outside) }?.exitCode == .configuration)
        }
    }

    // MARK: - What cannot be seen

    @Test func `a driver that cannot list its volumes is told by every verb that looks`() async throws {
        try await HostScene.with { scene in
            let check = "  healthchecks:\n    web: {command: \"true\", expected_exit_code: 0, container: nowhere}\n"
            try scene.write(try scene.read(HostScene.ssot) + Array(check.utf8), to: HostScene.ssot)
            let plan = try await scene.plan()
            #expect(try await !scene.auditWarnings().contains { $0.code == .volumesUnseen })
            #expect(try await !scene.healthWarnings().contains { $0.code == .volumesUnseen })
            scene.engine.edit { $0.setting("/volumes.Warnings", to: ["list rclone: Post \"http://x\": EOF"]) }
            #expect(try await scene.auditWarnings().contains { $0.code == .volumesUnseen })
            #expect(try await scene.healthWarnings().map(\.code) == [.volumesUnseen])
            let reported: [Diagnostic] =
                switch try await scene.apply(plan) {
                case .refused(_, _, let refusal): refusal.diagnostics
                case .applied(let run): run.diagnostics
                }
            #expect(reported.contains { $0.code == .volumesUnseen && $0.severity == .warning })
        }
    }

    // MARK: - Which ledger

    @Test func `what a lost ledger made is noticed, and taken over only when that is said`() async throws {
        try await HostScene.with { scene in
            let plan = try await scene.plan()
            let mark = "sha256:" + String(repeating: "d", count: 64) + ":3.1"
            scene.engine.mark(container: "mystery", mark)
            let refused = await failure { try await scene.plan() }
            #expect(refused?.exitCode == .configuration)
            #expect(refused?.diagnostics.first?.code == .ledgerLost)
            #expect(refused?.diagnostics.first?.fix.contains("init --new-ledger") == true)
            let refusal = try #require(try await scene.refusal(of: plan))
            #expect(refusal.gate == .ledger && refusal.exitCode == .configuration)
            #expect(try await scene.auditWarnings().contains { $0.code == .ledgerLost && $0.severity == .warning })
            #expect(scene.mutatingRequests == [])

            try await scene.initialise(takingOver: true)
            #expect(try await scene.refusal(of: try await scene.plan()) == nil)
            scene.engine.mark(container: "prod-db", mark.replacing("d", with: "e"))
            #expect(await failure { try await scene.plan() }?.diagnostics.first?.code == .ledgerLost)
        }
    }

    @Test(arguments: ["sha256:dd:1.1", "x", "sha256:DD:1.1", ":1.1"])
    func `a label that no apply writes is nobody's trace`(label: String) async throws {
        try await HostScene.with { scene in
            scene.engine.mark(container: "mystery", label)
            _ = try await scene.plan()
        }
    }

    // MARK: - What must be there before a plan is used

    @Test func `receipts behind a link are refused while the plan can still be used`() async throws {
        try await HostScene.with { scene in
            let plan = try await scene.plan()
            try FileManager.default.moveItem(atPath: scene.path("state/receipts"), toPath: scene.path("elsewhere"))
            try FileManager.default.createSymbolicLink(
                atPath: scene.path("state/receipts"),
                withDestinationPath: scene.path("elsewhere")
            )
            #expect(await failure { try await scene.apply(plan) }?.exitCode == .permission)
            #expect(scene.mutatingRequests == [])
            try FileManager.default.removeItem(atPath: scene.path("state/receipts"))
            try FileManager.default.moveItem(atPath: scene.path("elsewhere"), toPath: scene.path("state/receipts"))
            #expect(try await scene.refusal(of: plan) == nil)
        }
    }

    @Test(arguments: ["keys/host", "keys/seal"])
    func `a key that is gone is told while the plan can still be used`(key: String) async throws {
        try await HostScene.with { scene in
            let plan = try await scene.plan()
            try FileManager.default.moveItem(atPath: scene.path("state/\(key)"), toPath: scene.path("aside"))
            #expect(await failure { try await scene.apply(plan) }?.exitCode == .configuration)
            #expect(scene.mutatingRequests == [])
            try FileManager.default.moveItem(atPath: scene.path("aside"), toPath: scene.path("state/\(key)"))
            #expect(try await scene.refusal(of: plan) == nil)
        }
    }

    @Test func `a state folder that everybody can write is refused by every verb that opens it`() async throws {
        try await HostScene.with { scene in
            let plan = try await scene.plan()
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: scene.path("state"))
            let failures = [
                await failure { try await scene.plan() }, await failure { try await scene.apply(plan) },
                await failure { try await scene.auditWarnings() }, await failure { try await scene.initialise() },
                await failure { try HistoryWorkflow(scene.options(), scene.environment).runs(limit: 1) },
                await failure { try await ShowWorkflow(scene.options(), scene.environment).run(plan) },
            ]
            for failure in failures {
                #expect(failure?.exitCode == .permission)
                #expect(failure?.diagnostics.first?.code == .stateOpen)
            }
            #expect(scene.mutatingRequests == [])
        }
    }

    // MARK: - Planning elsewhere

    @Test func `a plan from a snapshot carries the host's checkpoint and passes there`() async throws {
        try await HostScene.with { scene in
            _ = try await ObserveWorkflow(scene.options(), scene.environment).run(out: "host.json")
            let request = PlanWorkflow.Request(
                out: "plans/elsewhere.plan.json",
                mode: .all,
                targets: [],
                exclusions: [],
                snapshot: "host.json",
                isUnsigned: false,
                writesFile: true
            )
            let result = try await PlanWorkflow(scene.options(), scene.environment).run(request)
            #expect(result.content.issued.checkpoint != nil)
            #expect(try await scene.refusal(of: "plans/elsewhere.plan.json") == nil)
        }
    }

    @Test func `what moved since is stale for the planner's own plan`() async throws {
        try await HostScene.with { scene in
            let plan = try await scene.plan()
            let compose = String(decoding: try scene.read(HostScene.stack), as: UTF8.self)
            try scene.write(compose + "# a comment\n", to: HostScene.stack)
            #expect(try await scene.refusal(of: plan)?.exitCode == .refusedStale)
            try scene.write(compose, to: HostScene.stack)
            #expect(try await scene.refusal(of: plan) == nil)
        }
    }
}

extension ScriptedEngine {
    /// Puts the label of a step on a container, as if an apply had made it.
    func mark(container: String, _ mark: String) {
        let id = RecordedHost.id(of: container)
        let value = JSON.string(mark)
        edit { answers in
            let listed = answers.members?.map { member -> JSON.Member in
                guard member.key.hasPrefix("/containers/") else { return member }
                if member.key.contains(id) { return .init(member.key, member.value.labelled("Config", value)) }
                guard let all = member.value.array else { return member }
                return .init(
                    member.key,
                    .array(all.map { $0["Id"]?.string == id ? $0.labelled(nil, value) : $0 })
                )
            }
            return .object(listed ?? [])
        }
    }
}

extension JSON {
    fileprivate func labelled(_ section: String?, _ mark: JSON) -> JSON {
        editing(section.map { "\($0).Labels" } ?? "Labels") { labels in
            let others = (labels?.members ?? []).filter { $0.key != "reconcile.step" }
            return .object(others + [.init("reconcile.step", mark)])
        }
    }
}
