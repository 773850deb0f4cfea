import Domain
import Planning

/// A plan as lines that a reviewer of a golden file can follow: classes, refusals, then each action with its steps.
enum PlanText {
    static func render(_ result: PlanningResult) -> String {
        let plan = result.plan
        var lines = result.classified.resources.map(line)
        lines += result.classified.missing.map { "missing \($0)" } + [""]
        lines += result.violations.map { "refused \($0.code.rawValue): \($0.summary) \(place($0.position))" }
        lines += plan.omissions.map { "omitted \($0)" }
        lines.append("applyable \(plan.applyable), complete \(plan.complete)")
        return (lines + plan.actions.flatMap(lines(of:))).map(trimmed).joined(separator: "\n") + "\n"
    }

    private static func line(_ resource: ClassifiedResource) -> String {
        let notes = resource.notes.map { " +\($0.rawValue)" }.joined()
        let origin = "\(resource.rule.name.rawValue) \(resource.rule.pattern ?? "") at \(resource.rule.origin)"
        return "\(resource.class.symbol) \(resource.address) (\(origin))\(notes)"
    }

    private static func lines(of action: Action) -> [String] {
        let after =
            action.dependsOn.isEmpty ? "" : " after \(action.dependsOn.map(\.description).joined(separator: ", "))"
        let age = action.age.map { " not seen in use since \($0.firstUnused), \($0.thresholdDays) days" } ?? ""
        let impact = action.impact
        let cost = "loss \(impact.dataLoss.rawValue), downtime \(impact.downtime), reversible \(impact.reversible)"
        return [
            "", "\(action.kind.rawValue) \(action.address) because \(action.reason.rawValue)\(age)\(after)",
            "  \(cost)",
        ]
            + action.steps.map { "  \(text($0))" }
    }

    private static func text(_ step: Step) -> String {
        switch step {
        case .stopContainer(let id, let grace, let removesItself):
            "stop container \(short(id)) grace \(grace.map(String.init) ?? "default")"
                + (removesItself ? ", which removes it" : "")
        case .removeContainer(let id): "remove container \(short(id))"
        case .removeImageReference(let reference, let id): "remove reference \(reference) of \(short(id))"
        case .removeImage(let id): "remove image \(short(id))"
        case .removeVolume(let name): "remove volume \(name)"
        case .removeNetwork(let id): "remove network \(short(id))"
        default:
            "\(step.operation.rawValue) \(step.target.utf8.count == 64 ? short(step.target) : step.target)"
        }
    }

    private static func short(_ id: String) -> String { String(id.prefix(19)) }

    private static func place(_ position: SourcePosition?) -> String { position.map { "at \($0)" } ?? "" }

    private static func trimmed(_ line: String) -> String {
        var line = Substring(line)
        while line.hasSuffix(" ") { line = line.dropLast() }
        return String(line)
    }
}
