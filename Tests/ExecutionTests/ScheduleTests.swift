import CoreTestSupport
import Domain
import Testing

@testable import Execution

/// Which steps may be sent, given what became of the earlier ones.
@Suite struct ScheduleTests {
    private let plan = GateFixture().plan

    @Test func `only what waits for nothing is ready`() {
        let schedule = Schedule(plan)
        #expect(schedule.ready(atMost: 8).map(\.action.address) == [Address(.container, "test-web")])
    }

    @Test func `a removed container frees its image, volume and network`() {
        var schedule = Schedule(plan)
        schedule.apply(outcomes(.done, schedule))
        let ready = schedule.ready(atMost: 8).map(\.action.address)
        #expect(ready.map(\.kind) == [.image, .volume, .network])
        #expect(schedule.ready(atMost: 2).count == 2)
    }

    @Test func `an object that was gone already counts as done`() {
        var schedule = Schedule(plan)
        schedule.apply(outcomes(.absent, schedule))
        #expect(schedule.ready(atMost: 8).count == 3)
    }

    @Test(arguments: [StepOutcome.failed, .unknown, .skipped])
    func `after a step without success nothing is begun and all the rest is skipped`(_ outcome: StepOutcome) {
        var schedule = Schedule(plan)
        schedule.apply(outcomes(outcome, schedule))
        #expect(schedule.ready(atMost: 8).isEmpty)
        let skipped = schedule.skipped(because: schedule.stopReason ?? "", at: Fixture.now)
        #expect(skipped.count == 3)
        #expect(skipped.allSatisfy { $0.outcome == .skipped && $0.detail == "an earlier step failed" })
    }

    @Test func `what this run removed is no longer expected among the users`() throws {
        var schedule = Schedule(plan)
        schedule.apply(outcomes(.done, schedule))
        let volume = try #require(plan.actions.first { $0.address.kind == .volume })
        guard case .volume(let before) = volume.precondition,
            case .volume(let after) = schedule.completed.expectation(volume.precondition)
        else {
            Issue.record("a volume's precondition is a volume's")
            return
        }
        #expect(before.users == [Fixture.containerID("test-web")])
        #expect(after.users == [])
    }

    private func outcomes(_ outcome: StepOutcome, _ schedule: Schedule) -> [StepResult] {
        schedule.ready(atMost: 8).map { StepResult($0.record(outcome, "", at: Fixture.now)) }
    }
}
