package import Domain

/// Containers of our own stack that do not bear the name that it gives them. Compose's labels tell that they are ours.
package struct StackStrays: Sendable {
    /// The names that the stack gives to containers that somebody renamed, by ID. Where it is not certain which container
    /// is meant by which name, none is.
    package let renamed: [String: String]
    /// The names that the stack gives to containers that stand aside of another, by ID; what the name says, where the stack
    /// gives none.
    package let setAside: [String: String]

    /// - Parameters:
    ///   - host: What is there.
    ///   - project: The stack's own.
    ///   - stack: What it declares.
    ///   - adopted: What the SSOT takes over from other files.
    package init(_ host: ObservedHost, project: String?, _ stack: StackNames, adopted: [PatternRule]) {
        let ours = host.containers.filter { container in
            project != nil && container.labels.composeProject == project && !container.labels.isOneOff
                && (!stack.origin.isElsewhere(container.labels) || adopted.adopt(container.address))
        }
        let pairs = ours.compactMap { container in
            StackStrays.nameBeforeSetAside(container, project, stack).map { (container.id, $0) }
        }
        let aside = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        let taken = Set(host.containers.flatMap(\.names) + aside.values)
        let strays = ours.filter { container in
            aside[container.id] == nil && !container.names.contains { stack.containers[$0] != nil }
        }
        setAside = aside
        renamed = StackStrays.renamed(strays, stack, taken: taken)
    }

    /// By its name, which is one of the stack's behind the prefixes, else by its service and number where Compose's own name
    /// stands there.
    private static func nameBeforeSetAside(
        _ container: ObservedContainer,
        _ project: String?,
        _ stack: StackNames
    ) -> String? {
        guard !container.names.contains(where: { stack.containers[$0] != nil }),
            let base = SetAsideName.base(of: container.name)
        else { return nil }
        if stack.containers[base] != nil { return base }
        return isComposeName(base, project, container.labels) ? stack.container(container.labels) ?? base : base
    }

    private static func isComposeName(_ name: String, _ project: String?, _ labels: ObservedLabels) -> Bool {
        guard let project, let service = labels.composeService, let number = labels.composeNumber else { return false }
        return ["-", "_"].contains { name.hasSameBytes(as: [project, service, String(number)].joined(separator: $0)) }
    }

    private static func renamed(
        _ strays: [ObservedContainer],
        _ stack: StackNames,
        taken: Set<String>
    ) -> [String: String] {
        stack.services.reduce(into: [:]) { renamed, service in
            let free = service.value.filter { !taken.contains($0) }
            let candidates = strays.filter { $0.labels.composeService == service.key }
            guard free.count == 1, candidates.count == 1 else { return }
            renamed[candidates[0].id] = free[0]
        }
    }
}
