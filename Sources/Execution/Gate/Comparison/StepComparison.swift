import Domain

/// Compares two calls of the same operation, part by part.
struct StepComparison {
    private let address: Address
    private let path: String

    init(_ address: Address, path: String) {
        self.address = address
        self.path = path
    }

    func differences(_ planned: Step, _ live: Step) -> [PlanDifference] {
        facts(of: planned).flatMap { fact in
            let other = facts(of: live).first { $0.key == fact.key }
            return PlanDifference.comparing(address, "\(path).\(fact.key)", fact.text, other?.text, fact.part)
        } + bodies(planned, live)
    }

    private func bodies(_ planned: Step, _ live: Step) -> [PlanDifference] {
        let key = planned.operation == .connectNetwork ? "endpoint" : "body"
        return BodyComparison.differences(planned.body, live.body, at: "\(path).\(key)").map {
            PlanDifference(address, $0.path, $0.planned, $0.observed, $0.part)
        }
    }

    private struct Fact {
        let key: String
        let text: String
        let part: PlanPart

        init(_ key: String, _ text: String?, _ part: PlanPart) {
            self.key = key
            self.text = text ?? "none"
            self.part = part
        }
    }

    /// Everything that the call says besides its body.
    private func facts(of step: Step) -> [Fact] {
        let target = Fact("target", step.target, .target)
        switch step {
        case .stopContainer(_, let grace, let removesItself):
            return [
                target, Fact("grace_seconds", grace.map(String.init), .parameter),
                Fact("removes_itself", removesItself.description, .parameter),
            ]
        case .removeImageReference(_, let imageID): return [target, Fact("image_id", imageID, .image)]
        case .pullImage(let reference, let platform):
            return [Fact("target", reference, .parameter), Fact("platform", platform, .parameter)]
        case .createContainer(let name, let reference, let imageID, let platform, _):
            return [
                Fact("target", name, .parameter), Fact("reference", reference, .parameter),
                Fact("image_id", imageID, .image), Fact("platform", platform, .parameter),
            ]
        case .createNetwork(let name, _), .createVolume(let name, _): return [Fact("target", name, .parameter)]
        case .renameContainer(_, let from, let to):
            return [target, Fact("from", from, .parameter), Fact("to", to, .parameter)]
        case .connectNetwork(let network, let container, _):
            return [target, created(container), Fact("network", network, .parameter)]
        case .disconnectNetwork(let network, let networkID, _):
            return [target, Fact("network", network, .parameter), Fact("network_id", networkID, .networkID)]
        case .startContainer(let container): return [target, created(container)]
        case .waitContainer(let container, let condition, let seconds):
            return [
                target, created(container), Fact("until", condition.text, .wait),
                Fact("seconds", String(seconds), .wait),
            ]
        case .removeContainer, .removeImage, .removeVolume, .removeNetwork, .unpauseContainer, .updateContainer:
            return [target]
        }
    }

    private func created(_ container: ContainerTarget) -> Fact {
        Fact("created", container.isCreated.description, .target)
    }
}

extension WaitCondition {
    fileprivate var text: String {
        switch self {
        case .running(let stableSeconds): "running for \(stableSeconds) s"
        case .healthy: "healthy"
        case .completed: "completed"
        }
    }
}
