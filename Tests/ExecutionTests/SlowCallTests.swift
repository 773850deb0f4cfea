import CoreTestSupport
import Domain
import Testing

@testable import Execution

/// Stops and pulls take as long as they like, and nothing that is ready waits for them.
@Suite struct SlowCallTests {
    @Test func `while one container stops, another is replaced to the end`() {
        var schedule = schedule([delete("slow"), StackFixture.replace("web")])
        begin(schedule.ready(atMost: 8).filter(\.step.isStop), &schedule)
        let sent = goOn(&schedule)
        #expect(sent == StackFixture.replace("web").steps.map(\.operation.rawValue))
        #expect(schedule.hasCallsUnderWay)
    }

    @Test func `while an image is pulled, other work goes on, and what needs it waits`() {
        let pull = StackFixture.pull("odoo:19")
        let after = StackFixture.create("after", dependsOn: [pull.address])
        var schedule = schedule([pull, after, StackFixture.create("other")])
        begin(schedule.ready(atMost: 8).filter { $0.action == pull }, &schedule)
        #expect(goOn(&schedule) == ["container.create", "container.start", "container.wait"])
    }

    @Test func `slow calls leave one place to the others`() {
        var schedule = schedule((1...5).map { delete("test-\($0)") } + [StackFixture.create("web")])
        let wave = schedule.ready(atMost: 4)
        #expect(wave.map(\.step.isStop) == [true, true, true, false])
        begin(wave.filter(\.step.isStop), &schedule)
        #expect(schedule.slowCallsUnderWay == 3)
        #expect(schedule.ready(atMost: 4).map(\.action.address.name) == ["web"])
    }

    @Test func `where one call at a time was asked for, a slow one is alone`() {
        var schedule = schedule([delete("test-1"), StackFixture.create("web")])
        let wave = schedule.ready(atMost: 1)
        #expect(wave.map(\.step.isStop) == [true])
        begin(wave, &schedule)
        #expect(schedule.ready(atMost: 1).isEmpty)
        end(wave, &schedule)
        #expect(schedule.ready(atMost: 1).map(\.step.operation) == [.removeContainer, .createContainer])
    }

    @Test func `a restart policy is switched off only where the stop after it begins at once`() {
        var schedule = schedule(["a", "b", "c"].map { StackFixture.replace($0) })
        let policies = schedule.ready(atMost: 3)
        #expect(policies.map(\.action.address.name) == ["a", "b"])
        end(policies, &schedule)
        let stops = schedule.ready(atMost: 3)
        #expect(stops.map(\.step.isStop) == [true, true])
        begin(stops, &schedule)
        #expect(schedule.ready(atMost: 3).isEmpty)
        end([stops[0]], &schedule)
        #expect(schedule.ready(atMost: 3).map(\.step.operation) == [.renameContainer, .updateContainer])
    }

    @Test func `what has begun comes before what has not`() {
        var schedule = schedule([delete("test-1"), delete("test-2"), StackFixture.replace("web")])
        end(schedule.ready(atMost: 8).filter { $0.action.kind == .replace }, &schedule)
        #expect(schedule.ready(atMost: 2).map(\.action.address.name) == ["web"])
    }

    @Test func `an interruption lets a stop finish before its replacement is turned back`() {
        var schedule = schedule([StackFixture.replace("web")])
        end(schedule.ready(atMost: 8), &schedule)
        let stop = schedule.ready(atMost: 8)
        begin(stop, &schedule)
        schedule.halt(.interrupted, because: "interrupted")
        #expect(schedule.hasCallsUnderWay && schedule.awaitingReversal.isEmpty)
        end(stop, &schedule)
        schedule.halt(.interrupted, because: "interrupted")
        #expect(schedule.awaitingReversal == [0])
    }

    private func schedule(_ actions: [Action]) -> Schedule { Schedule(StackFixture.plan(actions), planFileHash: "f") }

    private func delete(_ name: String) -> Action {
        let id = Fixture.containerID(name)
        let steps: [Step] = [
            .stopContainer(id: id, graceSeconds: 30, removesItself: false), .removeContainer(id: id),
        ]
        let pinned = Precondition.container(StackFixture.pinned(StackFixture.old(name)))
        return StackFixture.action(.container, name, .delete, .safePattern, steps, pinned)
    }

    private func begin(_ intents: [StepCall], _ schedule: inout Schedule) { schedule.begin(intents) }

    private func end(_ intents: [StepCall], _ schedule: inout Schedule) {
        schedule.apply(intents.map { StepResult($0.record(.done, "", at: Fixture.now)) })
    }

    /// Completes everything that becomes ready until nothing is left; calls under way stay under way.
    private func goOn(_ schedule: inout Schedule) -> [String] {
        var sent: [String] = []
        while case let wave = schedule.ready(atMost: 8), !wave.isEmpty {
            sent += wave.map(\.step.operation.rawValue)
            end(wave, &schedule)
        }
        return sent
    }
}
