import Classification
import Domain

/// What forbids a plan: a limit, a finding that the SSOT denies, the signs of a wrong host, a contradiction between SSOT and protection.
enum PlanChecks {
    static func violations(
        _ plan: Plan,
        _ classified: ClassifiedHost,
        _ policy: Policy,
        _ memory: Memory
    ) -> [Diagnostic] {
        LimitCheck(plan: plan, limits: plan.limits, classified: classified).violations
            + FindingCheck(plan.actions.map { ($0.address, $0.findings) }, policy.findings).violations
            + suspectedWrongHost(plan, classified, policy, memory)
            + protectedButExpected(classified, policy)
    }

    /// Suspects a wrong host, or an SSOT without its allow-list: five or more containers, and none of the allowed ones.
    /// It applies only where an expected container was observed before or the stack has containers; a new host has
    /// none.
    private static func suspectedWrongHost(
        _ plan: Plan,
        _ classified: ClassifiedHost,
        _ policy: Policy,
        _ memory: Memory
    ) -> [Diagnostic] {
        guard memory.hasSeenExpected || policy.stacks.contains(where: { !$0.containers.isEmpty }) else { return [] }
        let containers = classified.resources.filter { $0.address.kind == .container }
        let hasOwn = containers.contains { $0.rule.name == .allowedContainer || $0.rule.name == .inStack }
        guard !hasOwn, containers.count >= 5, plan.actions.contains(where: { $0.kind == .delete }) else { return [] }
        return [
            Diagnostic(
                .wrongHostSuspected,
                "None of the allowed containers is on this host, but \(containers.count) others are",
                detail: "A plan that deletes here would clean a wrong host, or obey an SSOT without its allow-list.",
                fix: "Check the endpoint in the first line of the output, and 'allowed_containers' in the SSOT."
            )
        ]
    }

    private static func protectedButExpected(_ classified: ClassifiedHost, _ policy: Policy) -> [Diagnostic] {
        let declared = Classifier.declaredContainers(of: classified.host, policy)
        return classified.resources.filter { $0.class == .protected }.compactMap { resource in
            // The container that this program runs in is protected by a rule of its own, which is no contradiction.
            guard resource.address.kind == .container, resource.rule.name != .ownContainer else { return nil }
            return declared[resource.id].map { contradiction(resource, $0) }
        }
    }

    private static func contradiction(
        _ resource: ClassifiedResource,
        _ declaration: DecidingRule
    ) -> Diagnostic {
        let isFromStack = declaration.name == .inStack
        let list = isFromStack ? "the stack" : "'\(declaration.name.rawValue)'"
        return Diagnostic(
            .expectedButProtected,
            "\(resource.address) is \(isFromStack ? "in the stack" : "allowed") and protected at once",
            detail: "\(resource.rule.name.rawValue) at \(resource.rule.origin) protects it.",
            fix: "Take it off \(list), or lift the protection where it stands.",
            address: resource.address,
            position: declaration.origin.position
        )
    }
}

extension RuleOrigin {
    fileprivate var position: SourcePosition? {
        guard case .file(let position) = self else { return nil }
        return position
    }
}

/// Orders actions so that each comes after everything that it depends on; among equals by address.
struct ActionOrder {
    let ordered: [Action]
    /// Actions that wait for something that no action of the plan does, or for each other.
    let blocked: [Action]

    init(_ actions: [Action]) {
        var waiting = actions.sorted { $0.address < $1.address }
        var done: Set<Address> = []
        var ordered: [Action] = []
        while true {
            let ready = waiting.filter { $0.dependsOn.allSatisfy(done.contains) }
            guard !ready.isEmpty else { break }
            ordered += ready
            done.formUnion(ready.map(\.address))
            waiting.removeAll { done.contains($0.address) }
        }
        self.ordered = ordered
        blocked = waiting
    }
}
