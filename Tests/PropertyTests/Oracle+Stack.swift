import Domain

/// What the stack declares, asked anew for every thing.
extension Oracle {
    /// The random worlds have one stack at most.
    var project: String? { policy.projects.first }

    func isOurs(_ container: ObservedContainer) -> Bool {
        project != nil && container.labels.composeProject == project && !container.labels.isOneOff
    }

    /// What stands behind every twelve digits in its name; the stack's name where Compose's stands there.
    func nameBefore(_ container: ObservedContainer) -> String? {
        if stack?.containers.contains(where: { container.names.contains($0.name) }) == true { return nil }
        var pieces = container.names[0].components("_")
        let count = pieces.count
        let digits = Set("0123456789abcdef")
        while pieces.count > 1, pieces[0].count == 12, pieces[0].allSatisfy(digits.contains),
            pieces.dropFirst() != [""]
        {
            pieces.removeFirst()
        }
        guard pieces.count < count else { return nil }
        let name = pieces.joined(separator: "_")
        guard stack?.containers.contains(where: { $0.name == name }) != true else { return name }
        let labels = container.labels
        let meant = stack?.containers.first { one in
            guard one.service == labels.composeService, let number = one.number, number == labels.composeNumber else {
                return false
            }
            let words = [project ?? "", one.service, "\(number)"]
            return ["_", "-"].contains { words.joined(separator: $0) == name }
        }
        return meant?.name ?? name
    }

    func isSetAside(_ container: ObservedContainer) -> Bool {
        guard isOurs(container), let name = nameBefore(container), declaration(container) == nil else { return false }
        let isAllowed = policy.allowed.containers.contains {
            $0.name == name || $0.name == container.labels.composeService
        }
        return isAllowed || stack?.containers.contains { $0.name == name } ?? false
    }

    func isInStack(_ container: ObservedContainer) -> Bool {
        guard let stack else { return false }
        if stack.containers.contains(where: { container.names.contains($0.name) }) { return true }
        guard isStray(container), let service = container.labels.composeService else { return false }
        let free = stack.containers.filter { $0.service == service && isFree($0.name) }
        let others = host.containers.filter { isStray($0) && $0.labels.composeService == service }
        return free.count == 1 && others.count == 1
    }

    private func isStray(_ container: ObservedContainer) -> Bool {
        let isNamed = stack?.containers.contains { container.names.contains($0.name) } ?? false
        return isOurs(container) && nameBefore(container) == nil && !isNamed
    }

    private func isFree(_ name: String) -> Bool {
        !host.containers.contains { $0.names.contains(name) || (isOurs($0) && nameBefore($0) == name) }
    }

    func isNamedByStack(_ thing: Thing) -> Bool {
        guard let stack else { return false }
        switch thing.kind {
        case .container: return false
        case .volume: return stack.volumes.contains { $0.name == thing.id }
        case .network: return stack.networks.contains { $0.name == thing.network?.name }
        case .image: return stack.containers.contains { isMeant(thing, by: $0.image) }
        }
    }

    private func isMeant(_ thing: Thing, by reference: String) -> Bool {
        guard reference.contains("@") else {
            return thing.tag.map { Wording.short($0) == Wording.short(reference) } ?? false
        }
        return thing.tag == nil && thing.image?.digests.contains(reference) ?? false
    }

    /// The name of a declared volume or network, where the allow-list speaks of it by key or name.
    func finalName(_ kind: ResourceKind, _ name: String) -> String? {
        guard let stack else { return nil }
        let pairs =
            kind == .volume ? stack.volumes.map { ($0.key, $0.name) } : stack.networks.map { ($0.key, $0.name) }
        return pairs.first { $0.0 == name }?.1 ?? pairs.first { $0.1 == name }?.1
    }
}
