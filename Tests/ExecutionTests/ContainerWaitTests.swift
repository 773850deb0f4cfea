import Domain
import JSON
import Testing

@testable import Execution

/// Sequences of observations of a container, four per second, and how a wait judges them.
@Suite struct ContainerWaitTests {
    @Test func `healthy is what the health check says`() {
        expect(.healthy, [look(health: "starting"), look(health: "healthy")], .met)
        expect(.healthy, [look(health: "starting")], .goesOn)
        expect(.healthy, [look(health: "starting"), look(health: "unhealthy")], .failed("its health check fails"))
    }

    @Test(arguments: [nil, "none"])
    func `without a health check healthy is ten seconds of running`(_ health: String?) {
        expect(.healthy, looks(40, look(health: health)), .goesOn)
        expect(.healthy, looks(41, look(health: health)), .met)
    }

    @Test func `running must be steady`() {
        let running = WaitCondition.running(stableSeconds: 1)
        expect(running, looks(4, look()), .goesOn)
        expect(running, looks(5, look()), .met)
        expect(running, looks(4, look()) + looks(4, look(restarts: 1)), .goesOn)
        expect(running, looks(4, look()) + looks(4, look(startedAt: "later")), .goesOn)
        expect(running, looks(4, look()) + [look(.restarting)] + looks(4, look()), .goesOn)
    }

    @Test func `an exit is the end where nothing restarts it`() {
        for condition in [WaitCondition.running(stableSeconds: 1), .healthy] {
            expect(condition, [look(.exited, exit: 1)], .failed("it exited with 1"))
            expect(condition, [look(.exited, exit: 0)], .failed("it exited with 0"))
            expect(condition, [look(.exited, exit: 1, policy: "on-failure")], .failed("it exited with 1"))
            expect(condition, [look(.exited, exit: 1, policy: "always")], .goesOn)
            expect(condition, [look(.exited, exit: 0, policy: "unless-stopped")], .goesOn)
        }
        expect(.running(stableSeconds: 1), [look(.exited, exit: 0, policy: "on-failure")], .met)
    }

    @Test func `without a health check it runs as long as its action can afford`() {
        for (seconds, looks) in [(1, 5), (10, 41)] {
            var wait = ContainerWait(until: .healthy, stableSeconds: seconds)
            let verdicts = (0..<looks).map { wait.judge(look(), at: .milliseconds(250 * $0)) }
            #expect(verdicts.dropLast().allSatisfy { $0 == .goesOn } && verdicts.last == .met)
        }
    }

    @Test func `completed is an exit with 0`() {
        expect(.completed, looks(100, look()), .goesOn)
        expect(.completed, [look(), look(.exited, exit: 0)], .met)
        expect(.completed, [look(), look(.exited, exit: 3)], .failed("it exited with 3"))
    }

    @Test func `a restart loop is not waited for`() {
        let observations = (0...5).map { look(.restarting, exit: 7, restarts: 20 + $0, policy: "always") }
        expect(.healthy, Array(observations.dropLast()), .goesOn)
        expect(.healthy, observations, .failed("it restarts again and again; it exited with 7"))
    }

    @Test(arguments: [ContainerState.dead, .removing])
    func `what goes is not waited for`(_ state: ContainerState) {
        expect(.healthy, [look(state)], .failed("it is \(state.rawValue)"))
    }

    @Test func `when the time is over, the last look is told`() {
        var wait = ContainerWait(until: .healthy)
        #expect(wait.shortfall(after: 5) == "the Engine did not answer for 5 s")
        _ = wait.judge(look(health: "starting"), at: .zero)
        #expect(wait.shortfall(after: 5) == "it is not healthy after 5 s: it is running, its health starting")
    }

    @Test func `an inspect answer is read`() throws {
        let text = """
            {"RestartCount": 2, "HostConfig": {"RestartPolicy": {"Name": "always", "MaximumRetryCount": 0}},
            "State": {"Status": "running", "ExitCode": 0, "StartedAt": "T", "Health": {"Status": "starting"}}}
            """
        let json = try JSON.parse(Array(text.utf8))
        let read = try #require(InspectedObject(json: json).wait)
        #expect(read == look(health: "starting", restarts: 2, startedAt: "T", policy: "always"))
        #expect(InspectedObject(json: ["State": ["Status": "melting"]]).wait == nil)
    }

    private func expect(
        _ condition: WaitCondition,
        _ looks: [ContainerWait.Observation],
        _ verdict: ContainerWait.Verdict,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var wait = ContainerWait(until: condition)
        var last = ContainerWait.Verdict.goesOn
        for (index, look) in looks.enumerated() {
            #expect(last == .goesOn, sourceLocation: sourceLocation)
            last = wait.judge(look, at: .milliseconds(250 * index))
        }
        #expect(last == verdict, sourceLocation: sourceLocation)
    }

    private func looks(_ count: Int, _ look: ContainerWait.Observation) -> [ContainerWait.Observation] {
        Array(repeating: look, count: count)
    }

    private func look(
        _ state: ContainerState = .running,
        exit: Int = 0,
        health: String? = nil,
        restarts: Int = 0,
        startedAt: String = "",
        policy: String = "no"
    ) -> ContainerWait.Observation {
        .init(
            state: state,
            exitCode: exit,
            health: health,
            restartCount: restarts,
            startedAt: startedAt,
            restartPolicy: policy
        )
    }
}
