import CoreTestSupport
import Domain
import Testing

@testable import Execution

/// What becomes of a replacement that fails or is interrupted on its way.
@Suite struct ReplacementTests {
    private let id = Fixture.containerID("web")

    @Test func `a failed wait puts everything back in reverse order`() throws {
        var run = Run(StackFixture.replace("web"))
        run.go(failing: "container.wait")
        #expect(run.schedule.awaitingReversal == [0])
        let new = StackFixture.new("web", isAlive: true)
        let steps = try run.putBack(new: new)
        #expect(
            steps == [
                .stopContainer(id: new.id, graceSeconds: 30, removesItself: false),
                .removeContainer(id: new.id),
                .renameContainer(id: id, from: StackFixture.aside("web"), to: "web"),
                .updateContainer(id: id, body: ["RestartPolicy": ["Name": "always"]]),
                .startContainer(.pinned(id: id)),
            ]
        )
        run.go()
        #expect(run.sent.suffix(5).map(\.place.step) == [8, 9, 10, 11, 12])
        #expect(run.schedule.ready(atMost: 8).isEmpty)
        let left = run.schedule.records.filter { $0.outcome == .skipped }
        #expect(left.map(\.step.operation.rawValue) == ["container.remove"])
        #expect(left.map(\.detail) == ["its container.wait failed; it is put back"])
    }

    @Test(arguments: [StepOutcome.failed, .unknown])
    func `a new container that is well stays, whatever becomes of the old one's removal`(outcome: StepOutcome) throws {
        var run = Run(StackFixture.replace("web"))
        run.go(until: "container.wait")
        run.apply(run.schedule.ready(atMost: 8), outcome)
        #expect(run.sent.last?.step.operation == .removeContainer)
        #expect(run.schedule.awaitingReversal.isEmpty && !run.schedule.isReplacing)
        #expect(run.schedule.ready(atMost: 8).isEmpty)
    }

    @Test func `where the old container is gone, the new one is all there is and stays`() throws {
        var run = Run(StackFixture.replace("web"))
        run.go(failing: "container.wait")
        let state = ReplacementState(new: StackFixture.new("web", isAlive: true), old: nil)
        #expect(ReplacementReversal(run.schedule.progress[0], state).steps.isEmpty)
        let skipped = run.schedule.reverse(0, by: [], oldIsGone: true, at: Fixture.now)
        #expect(skipped.map(\.detail) == ["its container.wait failed; the old container is gone, so the new one stays"])
    }

    @Test func `only what was sent is undone`() throws {
        var run = Run(StackFixture.replace("web"))
        run.go(failing: "container.create")
        let steps = try run.putBack(new: nil)
        #expect(steps.map(\.operation) == [.renameContainer, .updateContainer, .startContainer])
        var early = Run(StackFixture.replace("web"))
        early.go(failing: "container.rename")
        let fewer = try early.putBack(new: nil, oldName: "web")
        #expect(fewer.map(\.operation) == [.updateContainer, .startContainer])
    }

    @Test func `what failed at its first call changed nothing and undoes nothing`() throws {
        var run = Run(StackFixture.replace("web"))
        run.go(failing: "container.update")
        #expect(try run.putBack(new: nil, oldName: "web").isEmpty)
        #expect(!run.schedule.isReplacing)
        let left = run.schedule.records.filter { $0.outcome == .skipped }
        #expect(left.count == 7 && left.allSatisfy { $0.detail == "its container.update failed" })
    }

    @Test func `a container that did not run before is not started`() throws {
        var run = Run(StackFixture.replace("web"))
        run.go(failing: "container.start", outcomes: ["container.stop": .already])
        let operations = try run.putBack(new: StackFixture.new("web")).map(\.operation.rawValue)
        #expect(operations == ["container.remove", "container.rename", "container.update"])
    }

    @Test func `of a call without an answer the observation decides`() throws {
        var renamed = Run(StackFixture.replace("web"))
        renamed.go(failing: "container.rename", with: .unknown)
        #expect(try renamed.putBack(new: nil).map(\.operation.rawValue).first == "container.rename")
        #expect(renamed.schedule.completed.container(id)?.names == [StackFixture.aside("web")])
        var not = Run(StackFixture.replace("web"))
        not.go(failing: "container.rename", with: .unknown)
        #expect(try not.putBack(new: nil, oldName: "web").map(\.operation.rawValue).first == "container.update")
        #expect(not.schedule.completed.container(id)?.names == ["web"])
    }

    @Test func `what stands where is told in one sentence`() {
        let id = Fixture.containerID("web").prefix(12)
        let old = ReplacementState.Old(
            name: StackFixture.aside("web"),
            restartPolicy: ["Name": "no"],
            precondition: StackFixture.pinned(Fixture.container("web"))
        )
        let new = StackFixture.new("web", isAlive: true)
        #expect(
            ReplacementState(new: new, old: old).sentence == "the new container \(new.id.prefix(12)) is running, "
                + "under the name web; the old container \(id) is stopped, under the name \(id)_web"
        )
        #expect(ReplacementState(new: nil, old: nil).sentence == "the old container is gone")
    }

    @Test func `a policy that is as before is left alone`() throws {
        var run = Run(StackFixture.replace("web"))
        run.go(failing: "container.create")
        #expect(try !run.putBack(new: nil, policy: "always").map(\.operation.rawValue).contains("container.update"))
    }

    @Test func `a protection finding elsewhere lets a replacement finish and begins nothing`() {
        var run = Run(StackFixture.replace("web"), StackFixture.pull("odoo:19"), StackFixture.create("job"))
        run.go(only: 0, until: "container.stop")
        run.apply(run.schedule.ready(atMost: 8).filter { $0.place.action == 1 }, .failed, isForbidden: true)
        #expect(run.schedule.ready(atMost: 8).map(\.place.action) == [0])
        run.go()
        #expect(run.sent.last?.step == .removeContainer(id: id))
        #expect(run.schedule.skipped(at: Fixture.now).map(\.place.action) == [2, 2, 2])
    }

    @Test func `an interruption turns a replacement back and begins nothing`() throws {
        var run = Run(StackFixture.replace("web"), StackFixture.replace("db"))
        run.go(only: 0, until: "container.create")
        run.schedule.halt(.interrupted, because: "interrupted")
        #expect(run.schedule.ready(atMost: 8).isEmpty)
        #expect(run.schedule.awaitingReversal == [0])
        #expect(try run.putBack(new: StackFixture.new("web")).count == 4)
    }

    @Test func `an interruption lets a replacement finish of which only the old is left`() {
        var run = Run(StackFixture.replace("web"))
        run.go(until: "container.wait")
        run.schedule.halt(.interrupted, because: "interrupted")
        #expect(run.schedule.awaitingReversal.isEmpty)
        #expect(run.schedule.ready(atMost: 8).map(\.step) == [.removeContainer(id: id)])
    }

    @Test func `a wait under way ends before its replacement is turned back`() {
        var run = Run(StackFixture.replace("web"))
        run.go(until: "container.start")
        let wait = run.schedule.ready(atMost: 8)
        run.schedule.begin(wait)
        run.schedule.halt(.interrupted, because: "interrupted")
        #expect(run.schedule.hasCallsUnderWay && run.schedule.awaitingReversal.isEmpty)
        #expect(run.schedule.ready(atMost: 8).isEmpty)
        run.apply(wait, .failed)
        #expect(run.schedule.awaitingReversal == [0])
    }

    @Test func `an interrupted update joins the network that it left the other one for, and does not wait`() {
        var run = Run(StackFixture.update("web"))
        run.go(until: "network.disconnect")
        run.schedule.halt(.interrupted, because: "interrupted")
        #expect(run.schedule.ready(atMost: 8).map(\.step.operation.rawValue) == ["network.connect"])
        run.go()
        #expect(run.sent.count == 2)
        #expect(run.schedule.skipped(at: Fixture.now).map(\.step.isWait) == [true])
    }

    @Test func `waits hold nothing else up, and dependants wait for the health of what has a check`() {
        var create = StackFixture.create("db")
        create.steps[create.steps.count - 1] = .waitContainer(.created(name: "db"), until: .healthy, seconds: 300)
        let dependant = StackFixture.create("web", dependsOn: [create.address])
        var run = Run(create, dependant, StackFixture.create("other"))
        run.go(only: 0, until: "container.start")
        run.schedule.begin(run.schedule.ready(atMost: 8).filter { $0.place.action == 0 })
        #expect(run.schedule.ready(atMost: 8).map(\.place.action) == [2])
    }

    @Test func `what goes on with another replacement brings the old one back, from where that had left it`() throws {
        let half = Fixture.id("half made")
        let made = StackFixture.continuing("web", halfMade: half)
        var run = Run(made)
        run.go(failing: "container.wait")
        let new = StackFixture.new("web", isAlive: true)
        #expect(
            try run.putBack(new: new).suffix(3) == [
                .renameContainer(id: id, from: StackFixture.aside("web"), to: "web"),
                .updateContainer(id: id, body: ["RestartPolicy": ["Name": "always"]]),
                .startContainer(.pinned(id: id)),
            ]
        )
        var early = Run(made)
        early.go(failing: "container.remove")
        #expect(try early.putBack(new: nil).isEmpty, "what has the name stands there still")
    }

    @Test func `where the Engine is lost, what is half done is named`() {
        var run = Run(StackFixture.replace("web"))
        run.go(until: "container.stop")
        run.schedule.lose(because: "no answer")
        #expect(run.schedule.stopReason == "no answer; in the middle of its replacement: container/web")
        #expect(run.schedule.ready(atMost: 8).isEmpty)
        #expect(run.schedule.skipped(at: Fixture.now).count == 6)
    }

    @Test func `a replacement that failed and could not be put back says so`() {
        var run = Run(StackFixture.replace("web"))
        run.go(failing: "container.wait")
        run.schedule.lose(because: "nothing was put back: no answer")
        let details = run.schedule.skipped(at: Fixture.now).map(\.detail)
        let half = "nothing was put back: no answer; in the middle of its replacement: container/web"
        #expect(details == ["its container.wait failed; \(half)"])
    }
}

/// A schedule that is driven by outcomes instead of an Engine.
private struct Run {
    var schedule: Schedule
    private(set) var sent: [StepRecord] = []

    init(_ first: Action, _ more: Action...) {
        schedule = Schedule(StackFixture.plan([first] + more), planFileHash: "f")
        for position in 0...more.count {
            schedule.keep(KeptContainer(restartPolicy: ["Name": "always"]), at: position)
        }
    }

    /// Everything that may be sent, until nothing is left or one step has failed.
    mutating func go(
        only action: Int? = nil,
        until last: String? = nil,
        failing: String? = nil,
        with outcome: StepOutcome = .failed,
        outcomes: [String: StepOutcome] = [:]
    ) {
        while let next = schedule.ready(atMost: 8).first(where: { action == nil || $0.place.action == action }) {
            let operation = next.step.operation.rawValue
            apply([next], operation == failing ? outcome : outcomes[operation] ?? .done)
            if operation == last || operation == failing { return }
        }
    }

    mutating func apply(_ intents: [StepCall], _ outcome: StepOutcome, isForbidden: Bool = false) {
        let records = intents.map { $0.record(outcome, "", at: Fixture.now) }
        sent += records
        schedule.apply(records.map { StepResult($0, isForbidden: isForbidden) })
    }

    /// Puts the first action back, as the executor does after it has observed this state.
    mutating func putBack(new: CreatedContainer?, oldName: String? = nil, policy: String = "no") throws -> [Step] {
        let position = try #require(schedule.awaitingReversal.first)
        let name = oldName ?? StackFixture.aside("web")
        let live = Fixture.container(name, id: Fixture.containerID("web"), image: "odoo:18")
        let old = ReplacementState.Old(
            name: name,
            restartPolicy: ["Name": .string(policy)],
            precondition: StackFixture.pinned(live)
        )
        let state = ReplacementState(new: new, old: old)
        schedule.see(state, at: position)
        let steps = ReplacementReversal(schedule.progress[position], state).steps
        _ = schedule.reverse(position, by: steps, oldIsGone: false, at: Fixture.now)
        return steps
    }
}
