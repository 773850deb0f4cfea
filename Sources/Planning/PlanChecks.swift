internal import Classification
internal import Domain

/// What forbids a plan: a limit, the signs of a wrong host, a contradiction between SSOT and protection.
enum PlanChecks {
    static func violations(_ plan: Plan, _ classified: ClassifiedHost, _ policy: Policy) -> [Diagnostic] {
        LimitCheck(plan: plan, limits: plan.limits, classified: classified).violations
            + suspectedWrongHost(plan, classified, policy)
            + protectedButExpected(classified, policy)
    }

    /// Five or more containers and none of the allowed ones: another machine, or an SSOT without its list.
    private static func suspectedWrongHost(
        _ plan: Plan,
        _ classified: ClassifiedHost,
        _ policy: Policy
    ) -> [Diagnostic] {
        let containers = classified.resources.filter { $0.address.kind == .container }
        let hasOwn = containers.contains { $0.rule.name == .allowedContainer }
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
            guard resource.address.kind == .container else { return nil }
            if let entry = declared[resource.id] {
                return contradiction(resource, "'allowed_containers'", entry.position)
            }
            let position = policy.stack?.containers[resource.address.name]
            return position.map { contradiction(resource, "the stack", $0) }
        }
    }

    private static func contradiction(
        _ resource: ClassifiedResource,
        _ list: String,
        _ position: SourcePosition
    ) -> Diagnostic {
        Diagnostic(
            .expectedButProtected,
            "\(resource.address) is allowed and protected at once",
            detail: "\(resource.rule.name.rawValue) at \(resource.rule.origin) protects it.",
            fix: "Take it off \(list), or lift the protection where it stands.",
            address: resource.address,
            position: position
        )
    }
}
