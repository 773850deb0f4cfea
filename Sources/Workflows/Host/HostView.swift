import Classification
package import Domain
import Inventory
import Ledger

/// One observation of a host with its verdicts, and the memory that the verdicts rest on.
package struct HostView: Sendable {
    package let classified: ClassifiedHost
    package let memory: Memory

    package var host: ObservedHost { classified.host }

    var warnings: [Diagnostic] { host.unseenVolumesWarnings }
}

/// Observes a host, classifies what is there, and records the observation in the ledger.
struct HostObserver {
    let observer: Observer
    let policy: Policy
    let ledger: Ledger?
    let environment: Environment

    /// `detailed`: whether every container is inspected when anything could be deleted or a stack is compared: sharing of
    ///   namespaces, `AutoRemove`, what a container was created from and how it is configured show only there.
    func observe(detailed: Bool) async throws -> HostView {
        let now = environment.now()
        if detailed, !policy.stacks.isEmpty { return try await observeEverything() }
        async let lists = observer.observe(at: now, inspecting: .none)
        let memory = try memory(at: now)
        let first = HostObserver.judged(try await lists, policy, memory)
        guard detailed, first.classified.hasCandidates else { return try await aged(first) }
        return try await aged(
            HostObserver.judged(try await observer.observe(at: now, inspecting: .all), policy, memory)
        )
    }

    /// Observes everything that planning may need. `plan` uses this where there is a stack to compare with, and the
    /// gate of `apply` always.
    func observeEverything() async throws -> HostView {
        let now = environment.now()
        // What the stacks will run from says whether it has a health check, before any container uses it.
        let named = policy.stacks.isEmpty ? nil : Set(policy.stacks.flatMap(\.images.keys))
        async let host = observer.observe(at: now, inspecting: .all, describing: named)
        let memory = try memory(at: now)
        return try await aged(HostObserver.judged(try await host, policy, memory))
    }

    /// Classifies again with the times of the images' last tags. Only an inspect of each image reports that time, so
    /// only images that an age could make deletable are inspected.
    private func aged(_ view: HostView) async throws -> HostView {
        let old = view.classified.resources.filter { $0.address.kind == .image && $0.age != nil }
        guard !old.isEmpty else { return view }
        let host = try await observer.adding(tagTimesOf: Set(old.map(\.id)), to: view.host)
        return host == view.host ? view : HostObserver.judged(host, policy, view.memory)
    }

    /// Records the observation, and classifies again where that changed the memory (lost users, unused since). The next
    /// observation of an unchanged host then gives the same verdicts.
    func record(_ view: HostView, run: String, kind: RunKind) throws -> HostView {
        guard let ledger else { return view }
        try store(view, run, kind, ledger)
        let memory = try memory(at: view.host.observedAt)
        guard memory != view.memory else { return view }
        let again = HostObserver.judged(view.host, policy, memory)
        // The ledger must hold the verdicts that are reported.
        if again.classified.classes != view.classified.classes { try store(again, run, kind, ledger) }
        return again
    }

    private func store(_ view: HostView, _ run: String, _ kind: RunKind, _ ledger: Ledger) throws {
        try LedgerFailure.guarded {
            _ = try ledger.record(observation: view.classified, run: run, kind: kind, at: view.host.observedAt)
        }
    }

    private func memory(at now: Timestamp) throws -> Memory {
        try ledger.map { ledger in
            try LedgerFailure.guarded { try ledger.memory(releases: policy.releases, at: now) }
        } ?? .none
    }

    static func judged(_ host: ObservedHost, _ policy: Policy, _ memory: Memory) -> HostView {
        HostView(classified: Classifier(policy: policy, memory: memory).classify(host), memory: memory)
    }
}

extension ClassifiedHost {
    fileprivate var classes: [ResourceClass] { resources.map(\.class) }

    fileprivate var hasCandidates: Bool {
        resources.contains { $0.class == .extraSafeDelete }
    }
}

extension ObservedHost {
    /// Warns where volumes could not be listed, so that a partial observation never passes for a complete one.
    var unseenVolumesWarnings: [Diagnostic] {
        let named = unseenVolumes.drivers.map { "the driver \($0)" }
        let unnamed = unseenVolumes.isUncertain ? ["a driver that its warning does not name"] : []
        return (named + unnamed).map { driver in
            Diagnostic(
                .volumesUnseen,
                .warning,
                "The Engine could not list the volumes of \(driver): they cannot be seen",
                detail: "None of them is taken for missing or gone, and none is made. Plans are incomplete meanwhile.",
                fix: "See 'docker plugin ls' and the daemon's log; mend or remove the plugin, then look again."
            )
        }
    }
}
