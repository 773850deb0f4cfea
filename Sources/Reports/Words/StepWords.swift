package import Domain

extension Step {
    /// The step for people, without names of the host: `stop (10 s)`, `create`.
    package var words: String {
        switch self {
        case .stopContainer(_, let grace, let removesItself): Step.stopWords(grace, removesItself)
        case .removeContainer, .removeImage, .removeVolume, .removeNetwork: "remove"
        case .removeImageReference: "untag"
        case .pullImage: "pull"
        case .createNetwork, .createVolume, .createContainer: "create"
        case .startContainer: "start"
        case .unpauseContainer: "unpause"
        case .updateContainer: isRestartOff ? "restart off" : "update in place"
        case .renameContainer: isSettingAside ? "set aside" : isPuttingBack ? "put back" : "rename"
        case .connectNetwork: "connect"
        case .disconnectNetwork: "disconnect"
        case .waitContainer(_, let condition, let seconds): "wait \(condition.words) (at most \(seconds) s)"
        }
    }

    /// The step while it runs: `stopping`.
    package var progressive: String {
        switch self {
        case .stopContainer: "stopping"
        case .removeContainer, .removeImage, .removeVolume, .removeNetwork: "removing"
        case .removeImageReference: "untagging"
        case .pullImage: "pulling"
        case .createNetwork, .createVolume, .createContainer: "creating"
        case .startContainer: "starting"
        case .unpauseContainer: "unpausing"
        case .updateContainer: isRestartOff ? "turning restart off" : "updating in place"
        case .renameContainer: isSettingAside ? "setting aside" : isPuttingBack ? "putting back" : "renaming"
        case .connectNetwork(let network, _, _): "connecting to \(terminalName(network))"
        case .disconnectNetwork(let network, _, _): "disconnecting from \(terminalName(network))"
        case .waitContainer(_, let condition, _): "waiting \(condition.words)"
        }
    }

    /// What else than its target the step names, as the host spells it; `nil` where there is nothing.
    var object: String? {
        guard case .changes(_, let change) = effect else { return nil }
        switch change {
        case .joined(let network), .left(let network): return network
        case .renamed(let name): return isSettingAside || isPuttingBack ? nil : name
        case .stopped, .started, .unpaused, .updated: return nil
        }
    }

    private static func stopWords(_ grace: Int?, _ removesItself: Bool) -> String {
        let time = grace.map { "\($0) s" } ?? "the Engine's grace"
        return removesItself ? "stop (\(time)), which removes it" : "stop (\(time))"
    }

    /// Whether the update only sets the restart policy to `no`, so that the daemon does not start the stopped container
    /// again.
    private var isRestartOff: Bool {
        guard case .updateContainer(_, let body) = self else { return false }
        return body["RestartPolicy"]?["Name"]?.string == "no" && body.members?.count == 1
    }

    private var isSettingAside: Bool {
        guard case .renameContainer(_, _, let to) = self else { return false }
        return SetAsideName.base(of: to) != nil
    }

    private var isPuttingBack: Bool {
        guard case .renameContainer(_, let from, let to) = self else { return false }
        return SetAsideName.base(of: from).map { $0.hasSameBytes(as: to) } ?? false
    }
}

extension WaitCondition {
    var words: String {
        switch self {
        case .running(let stableSeconds): "until running for \(stableSeconds) s"
        case .healthy: "until healthy"
        case .completed: "until completed"
        }
    }
}

extension Action {
    /// The steps in one line, with the names that they need beside the action's own: `stop (10 s), connect backend`.
    func stepWords(_ names: PlanNames) -> String { steps.map { phrase($0, names) }.joined(separator: ", ") }

    private func phrase(_ step: Step, _ names: PlanNames) -> String {
        if case .waitContainer(let target, let condition, let seconds) = step, !isOwn(target) {
            let name = terminalName(names.name(of: target.text))
            return "wait for \(name) \(condition.words) (at most \(seconds) s)"
        }
        if case .waitContainer(_, .healthy, let seconds) = step, !isHealthcheckKnown {
            return "wait until it runs, and is healthy where its image has a check (at most \(seconds) s)"
        }
        if kind == .replace, let word = replacementWord(step) { return word }
        return step.words + (step.object.map { " " + terminalName($0) } ?? "")
    }

    /// Whether it is known if the container has a health check: the image may not have been pulled yet.
    private var isHealthcheckKnown: Bool {
        steps.allSatisfy { step in
            guard case .createContainer(_, _, nil, _, let body) = step else { return true }
            return body["Healthcheck"]?["Test"] != nil
        }
    }

    /// What a replacement takes away.
    private func replacementWord(_ step: Step) -> String? {
        let isOld = step.target.hasSameBytes(as: precondition.objectID)
        if step.operation == .removeContainer { return isOld ? "remove the old one" : "remove the half-made one" }
        return step.isStop && !isOld ? "\(step.words) the half-made one" : nil
    }

    private func isOwn(_ target: ContainerTarget) -> Bool {
        switch target {
        case .pinned(let id): id.hasSameBytes(as: precondition.objectID)
        case .created(let name): name.hasSameBytes(as: address.name)
        }
    }
}
