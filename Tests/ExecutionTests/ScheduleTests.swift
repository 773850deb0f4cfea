import CoreTestSupport
import Domain
import Testing

@testable import Execution

/// Which steps may be sent, given what became of the earlier ones.
@Suite struct ScheduleTests {
    private let plan = GateFixture().plan

    @Test func `only what waits for nothing is ready`() {
        let schedule = Schedule(plan, planFileHash: "f")
        #expect(schedule.ready(atMost: 8).map(\.action.address) == [Address(.container, "test-web")])
    }

    @Test func `a removed container frees its image and network, and its volume under a look of its own`() {
        var schedule = Schedule(plan, planFileHash: "f")
        schedule.apply(outcomes(.done, schedule))
        #expect(schedule.ready(atMost: 8).map(\.action.address.kind) == [.image, .network])
        schedule.apply(outcomes(.done, schedule))
        #expect(schedule.ready(atMost: 8).map(\.action.address.kind) == [.volume])
    }

    @Test func `a look is shared by four calls per place`() {
        let schedule = Schedule(StackFixture.plan((1...9).map { StackFixture.create("c\($0)") }), planFileHash: "f")
        #expect(schedule.ready(atMost: 2).count == 8)
    }

    @Test func `an object that was gone already counts as done`() {
        var schedule = Schedule(plan, planFileHash: "f")
        schedule.apply(outcomes(.absent, schedule))
        #expect(schedule.ready(atMost: 8).count == 2)
    }

    @Test(arguments: [StepOutcome.failed, .unknown, .skipped])
    func `after a step without success nothing that depends on it is begun, and says so`(_ outcome: StepOutcome) {
        var schedule = Schedule(plan, planFileHash: "f")
        schedule.apply(outcomes(outcome, schedule))
        #expect(schedule.ready(atMost: 8).isEmpty)
        let skipped = schedule.skipped(at: Fixture.now)
        #expect(skipped.count == 3)
        let reason = outcome == .skipped ? "it was not reached" : "container/test-web, which it depends on, failed"
        #expect(skipped.allSatisfy { $0.outcome == .skipped && $0.detail == reason })
    }

    @Test func `independent work goes on after a failure, and what waits for it by way of others is told the cause`() {
        let first = StackFixture.create("a")
        let second = StackFixture.create("b", dependsOn: [first.address])
        let third = StackFixture.create("c", dependsOn: [second.address])
        var schedule = Schedule(StackFixture.plan([first, second, third, StackFixture.create("d")]), planFileHash: "f")
        let begun = schedule.ready(atMost: 8)
        #expect(begun.map(\.action.address.name) == ["a", "d"])
        schedule.apply([StepResult(begun[0].record(.failed, "it broke", at: Fixture.now))])
        #expect(schedule.ready(atMost: 8).map(\.action.address.name) == ["d"])
        let details = schedule.skipped(at: Fixture.now).filter { $0.address.name != "d" }
        #expect(details.filter { $0.address.name == "a" }.allSatisfy { $0.detail == "its container.create failed" })
        #expect(
            details.filter { $0.address.name != "a" }.allSatisfy {
                $0.detail == "container/a, which it depends on, failed"
            }
        )
    }

    @Test func `containers without a health check are started one after the other and watched together`() {
        let first = StackFixture.create("a")
        let second = StackFixture.create("b", dependsOn: [first.address])
        let third = StackFixture.create("c", dependsOn: [second.address])
        var schedule = Schedule(StackFixture.plan([first, second, third]), planFileHash: "f")
        var rounds: [[String]] = []
        while true {
            let wave = schedule.ready(atMost: 8)
            guard !wave.isEmpty else { break }
            rounds.append(
                wave.map { "\($0.step.isWait ? "watch" : $0.step.operation.rawValue) \($0.action.address.name)" }
            )
            let (waits, calls) = (wave.filter(\.step.isWait), wave.filter { !$0.step.isWait })
            schedule.begin(waits)
            schedule.apply(calls.map { StepResult($0.record(.done, "", at: Fixture.now)) })
        }
        #expect(rounds.first == ["container.create a"])
        #expect(rounds.last == ["watch c"])
        #expect(rounds.contains(["watch a", "container.create b"]))
        #expect(rounds.contains(["watch b", "container.create c"]))
    }

    @Test func `what is begun is finished, also where one that it depends on fails while it is watched`() throws {
        let first = StackFixture.create("a")
        let second = StackFixture.create("b", dependsOn: [first.address])
        var schedule = Schedule(StackFixture.plan([first, second]), planFileHash: "f")
        for _ in 0..<2 {
            schedule.apply(schedule.ready(atMost: 8).map { StepResult($0.record(.done, "", at: Fixture.now)) })
        }
        let wave = schedule.ready(atMost: 8)
        #expect(wave.map(\.action.address.name) == ["a", "b"])
        let results = wave.map { call in
            StepResult(call.record(call.step.isWait ? .failed : .done, "", at: Fixture.now))
        }
        schedule.apply(results)
        #expect(schedule.ready(atMost: 8).map(\.step.operation) == [.startContainer])
    }

    @Test func `a replacement waits until what it depends on has proven itself`() {
        let first = StackFixture.create("a")
        let second = StackFixture.replace("b", dependsOn: [first.address])
        var schedule = Schedule(StackFixture.plan([first, second]), planFileHash: "f")
        for _ in 0..<2 {
            schedule.apply(schedule.ready(atMost: 8).map { StepResult($0.record(.done, "", at: Fixture.now)) })
        }
        #expect(schedule.ready(atMost: 8).map(\.action.address.name) == ["a"])
    }

    @Test func `a protection finding stops everything`() {
        var schedule = Schedule(
            StackFixture.plan([StackFixture.create("a"), StackFixture.create("b")]),
            planFileHash: "f"
        )
        let first = schedule.ready(atMost: 1)[0]
        schedule.apply([StepResult(first.record(.failed, "it is protected now", at: Fixture.now), isForbidden: true)])
        #expect(schedule.ready(atMost: 8).isEmpty)
        let reported = schedule.skipped(at: Fixture.now).filter { $0.address.name == "b" }.map(\.detail)
        #expect(Set(reported) == ["everything was stopped at container/a: it is protected now"])
    }

    @Test func `a container that was stopped and not removed is recorded as that`() throws {
        let id = Fixture.containerID("test-x")
        let steps: [Step] = [
            .stopContainer(id: id, graceSeconds: nil, removesItself: false), .removeContainer(id: id),
        ]
        let pinned = StackFixture.pinned(StackFixture.old("test-x"))
        let delete = StackFixture.action(.container, "test-x", .delete, .safePattern, steps, .container(pinned))
        var schedule = Schedule(StackFixture.plan([delete]), planFileHash: "f")
        #expect(schedule.skipped(at: Fixture.now).map(\.detail) == ["it was not reached", "it was not reached"])
        schedule.apply(outcomes(.done, schedule))
        schedule.halt(.interrupted, because: "interrupted")
        #expect(schedule.skipped(at: Fixture.now).map(\.detail) == ["stopped, not removed: interrupted"])
        let failed = schedule.progress[0].action
        let intent = StepCall(
            place: .init(action: 0, step: 1),
            action: failed,
            step: steps[1],
            known: schedule.completed
        )
        #expect(intent.record(.failed, "it broke", at: Fixture.now).detail == "stopped, not removed: it broke")
    }

    @Test func `what this run removed is no longer expected among the users`() throws {
        var schedule = Schedule(plan, planFileHash: "f")
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
