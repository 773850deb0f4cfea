import Classification
import Domain

/// Counts which classes and rules occurred over many random hosts, so that a generator that no longer produces a case
/// is noticed.
struct Tally: CustomStringConvertible {
    private(set) var hosts = 0
    private(set) var classes: [ResourceClass: Int] = [:]
    private(set) var rules: [RuleName: Int] = [:]
    private(set) var disagreements: [String] = []

    mutating func compare(_ world: World) {
        hosts += 1
        let classified = Classifier(policy: world.policy, memory: world.memory).classify(world.host)
        let opinions = Oracle(world).opinions()
        if opinions.count != classified.resources.count { disagreements.append("seed \(world.seed): other resources") }
        for resource in classified.resources {
            classes[resource.class, default: 0] += 1
            rules[resource.rule.name, default: 0] += 1
            guard let opinion = opinions[resource.address.description] else {
                disagreements.append("seed \(world.seed): \(resource.address) is nothing to the oracle")
                continue
            }
            if opinion.class == resource.class, opinion.reasons.contains(resource.rule.name) { continue }
            let reasons = opinion.reasons.map(\.rawValue).sorted().joined(separator: " or ")
            disagreements.append(
                "seed \(world.seed): \(resource.address) is \(resource.class.rawValue) by \(resource.rule.name.rawValue), "
                    + "the oracle says \(opinion.class.rawValue) by \(reasons)"
            )
        }
    }

    mutating func add(_ other: Tally) {
        hosts += other.hosts
        classes.merge(other.classes, uniquingKeysWith: +)
        rules.merge(other.rules, uniquingKeysWith: +)
        disagreements += other.disagreements
    }

    /// Of all objects, in percent.
    func share(of one: ResourceClass) -> Int {
        classes[one, default: 0] * 100 / max(1, classes.values.reduce(0, +))
    }

    var description: String {
        let shares = ResourceClass.allCases.map { "\($0.rawValue) \(classes[$0, default: 0]) (\(share(of: $0)) %)" }
        let named = RuleName.allCases.map { "\($0.rawValue) \(rules[$0, default: 0])" }
        return "\(hosts) hosts: \(shares.joined(separator: ", "))\n\(named.joined(separator: ", "))"
    }
}
