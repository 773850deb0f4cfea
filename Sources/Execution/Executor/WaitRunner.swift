import DockerEngine
import Domain
import Inventory

/// Observes a container until the condition of a wait holds or the time is over.
struct WaitRunner: Sendable {
    let observer: Observer
    let uptime: @Sendable () -> Duration
    let pause: @Sendable (Duration) async throws -> Void
    /// Why the wait should end now; `nil` while it should go on.
    let stopReason: @Sendable () -> String?
    /// What became of a wait that ended for that reason.
    let stopOutcome: StepOutcome
    /// How long a container without a health check must run to count as healthy.
    let stableSeconds: Int

    private static let interval: Duration = .milliseconds(250)

    /// An Engine that does not answer is waited for too: its daemon may be restarting.
    func outcome(_ id: String, until condition: WaitCondition, seconds: Int) async -> (StepOutcome, String) {
        let begin = uptime()
        var wait = ContainerWait(until: condition, stableSeconds: stableSeconds)
        while true {
            if let reason = stopReason() { return (stopOutcome, reason) }
            switch await verdict(id, &wait, since: begin) {
            case .met: return (.done, "")
            case .failed(let reason): return (.failed, reason)
            case .goesOn: break
            }
            guard uptime() - begin < .seconds(seconds) else {
                return (.failed, wait.shortfall(after: seconds))
            }
            do { try await pause(WaitRunner.interval) } catch { return (stopOutcome, "interrupted") }
        }
    }

    private func verdict(_ id: String, _ wait: inout ContainerWait, since begin: Duration) async
        -> ContainerWait.Verdict
    {
        do {
            guard let found = try await observer.object(container: id) else { return .failed("it is gone") }
            guard let observation = found.wait else { return .failed("the Engine told no state of it") }
            return wait.judge(observation, at: uptime() - begin)
        } catch let fault as EngineFault {
            return fault.mayEnd ? .goesOn : .failed(fault.description)
        } catch {
            return .failed("\(error)")
        }
    }
}

extension InspectedObject {
    /// `nil` for a state that we do not know.
    var wait: ContainerWait.Observation? {
        guard let state = json["State"], let word = state["Status"]?.string,
            let status = ContainerState(rawValue: word)
        else { return nil }
        return ContainerWait.Observation(
            state: status,
            exitCode: state["ExitCode"]?.integer.map(Int.init) ?? 0,
            health: state["Health"]?["Status"]?.string,
            restartCount: json["RestartCount"]?.integer.map(Int.init) ?? 0,
            startedAt: state["StartedAt"]?.string ?? "",
            restartPolicy: restartPolicy["Name"]?.string ?? ""
        )
    }
}
