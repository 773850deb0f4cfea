import Domain
import Reports
import Testing

/// A replacement that failed and was put back: what the report says, and how it is counted.
struct PutBackTests {
    private let action = StackFixtures.replace

    private func record(_ place: Int, _ step: Step, _ outcome: StepOutcome, _ detail: String = "") -> StepRecord {
        StepRecord(
            place: StepRecord.Place(action: 0, step: place),
            address: action.address,
            step: step,
            outcome: outcome,
            detail: detail,
            at: Fixtures.now
        )
    }

    /// The own steps up to a wait that failed, then the reverse.
    private func report(_ reverse: [StepOutcome], starts: Bool = true) -> AppliedReport {
        let outcomes: [StepOutcome] = [.done, .done, .done, .done, .done, .done, .failed, .skipped]
        let own = zip(action.steps, outcomes).enumerated().map { index, pair in
            record(index, pair.0, pair.1, pair.1 == .failed ? "unhealthy" : "")
        }
        let steps: [Step] = [
            .stopContainer(id: "99cc", graceSeconds: 30, removesItself: false), .removeContainer(id: "99cc"),
            .renameContainer(id: StackFixtures.oldID, from: StackFixtures.aside, to: "odoo-staging"),
            starts
                ? .startContainer(.pinned(id: StackFixtures.oldID))
                : .updateContainer(id: StackFixtures.oldID, body: ["RestartPolicy": ["Name": "always"]]),
        ]
        let back = zip(steps, reverse).enumerated().map { record(action.steps.count + $0, $1.0, $1.1) }
        return AppliedReport(
            runID: Fixtures.runID,
            plan: StackFixtures.content([action]).plan,
            digest: Fixtures.digest,
            steps: own + back,
            health: [],
            exitCode: .appliedInPart
        )
    }

    @Test func `a put-back is told, and the action counts as failed`() throws {
        let applied = report([.done, .done, .done, .done])
        #expect(applied.summary == "Applied: 0 added, 0 changed, 0 destroyed, 1 failed.")
        #expect(applied.text(.plain).contains("container/odoo-staging: put back: the old container runs again\n"))
        #expect(tooWide(applied.text(.plain)) == [])
        try expectGolden(applied.text(.plain), "applied-put-back.txt")
    }

    @Test func `a container that was not started again is not said to run again`() {
        let text = report([.done, .done, .done, .done], starts: false).text(Styling(width: 200))
        #expect(text.contains("put back: the old container is as it was before") && !text.contains("runs again"))
    }

    @Test func `a put-back that fails says so`() {
        let text = report([.done, .failed, .skipped, .skipped]).text(Styling(width: 200))
        #expect(text.contains("not put back in full") && !text.contains("runs again"))
    }

    @Test func `steps of a put-back do not make up for steps that were never sent`() {
        let own = [record(0, action.steps[0], .done), record(1, action.steps[1], .done)]
        let back = (0..<6).map { record(8 + $0, .startContainer(.pinned(id: StackFixtures.oldID)), .done) }
        let applied = AppliedReport(
            runID: Fixtures.runID,
            plan: StackFixtures.content([action]).plan,
            digest: Fixtures.digest,
            steps: own + back,
            health: [],
            exitCode: .interrupted
        )
        #expect(applied.summary.contains("0 changed") && applied.summary.contains("1 not begun or not finished"))
    }
}
