import Domain
import JSON
import Reports
import Testing

struct ApplyTests {
    private func record(_ action: Int, _ step: Int, _ outcome: StepOutcome, _ detail: String = "") -> StepRecord {
        let planned = Fixtures.actions[action]
        return StepRecord(
            place: StepRecord.Place(action: action, step: step),
            address: planned.address,
            step: planned.steps[step],
            outcome: outcome,
            detail: detail,
            at: Fixtures.now
        )
    }

    private func report(_ steps: [StepRecord], exit: ExitCode = .appliedInPart) -> AppliedReport {
        AppliedReport(
            runID: Fixtures.runID,
            plan: Fixtures.plan().plan,
            digest: Fixtures.digest,
            steps: steps,
            health: Fixtures.health,
            exitCode: exit,
            notes: ["container/other was started by others meanwhile."],
            receipt: "plans/staging/x.receipt.json"
        )
    }

    @Test func `an apply in part counts whole actions`() throws {
        let applied = report([
            record(0, 0, .done), record(0, 1, .absent), record(1, 0, .failed, "409 Conflict\u{1B}[31m"),
            record(2, 0, .skipped, "depends on what failed"),
        ])
        #expect(
            applied.summary
                == "Applied: 0 added, 0 changed, 1 destroyed, 1 failed, 1 not begun or not finished."
        )
        #expect(Hostile.isPrintable(applied.text(.plain)))
        #expect(tooWide(applied.text(.plain)) == [])
        try expectGolden(applied.text(.plain), "applied.txt")
    }

    @Test func `an action with a step that was never sent is not done`() {
        #expect(report([record(0, 0, .done)]).summary.contains("0 destroyed, 0 failed, 3 not begun"))
    }

    @Test func `an apply's data counts outcomes of steps`() throws {
        let data = try JSON.parse(report([record(1, 0, .done), record(0, 0, .unknown)]).data.bytes(.compact))
        #expect(data["counts"]?["done"]?.integer == 1 && data["counts"]?["unknown"]?.integer == 1)
        #expect(data["steps"]?.array?.map { $0["step"]?.string } == ["container.stop", "image.untag"])
        #expect(data["health"]?.array?.count == 2)
    }

    @Test func `progress is one plain line`() {
        let action = Fixtures.actions[0]
        #expect(
            ApplyProgress.started(action.address, action.steps[0], styling: .plain)
                == "container/test-import: stopping…"
        )
        #expect(
            ApplyProgress.finished(record(0, 1, .done), styling: .plain)
                == "container/test-import: removing done"
        )
    }

    @Test func `a refusal shows what moved and that nothing was changed`() throws {
        let refusal = Refusal(
            gate: .targets,
            exitCode: .refusedStale,
            diagnostics: [Diagnostic(.planStale, .error, "One fact has moved")],
            moved: Fixtures.standing.moved
        )
        let report = RefusedReport(runID: Fixtures.runID, digest: Fixtures.digest, refusal: refusal)
        try expectGolden(report.text(.plain), "refused.txt")
        #expect(report.data["refused"]?["gate"] == "targets")
        #expect(report.data["refused"]?["code"] == "RC301")
        #expect(report.data["refused"]?["moved"]?.array?.first?["field"] == "state")
    }
}
