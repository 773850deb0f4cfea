import Domain

/// What in the actions of a stack a reviewer must not overlook. What follows from an action alone is added for all
/// actions in one place (``FindingMarks``).
struct StackFindings {
    let host: StackView
    let needs: [String: ContainerChange]

    private var ground: StackGround { StackGround(host.desired) }

    /// Each with its place in the file.
    func findings(of action: Action, _ wanted: DesiredContainer) -> [Action.Finding] {
        let bodies = action.findingsOfBodies(in: ground) { _ in wanted.attributes }
        let made = action.madeContainer == nil ? [] : volumes(of: wanted)
        let all = bodies + made + losses(action, wanted) + dependants(action, wanted)
        return all.map { finding in
            var finding = finding
            finding.at = wanted.place(of: finding.attribute).description
            return finding
        }
    }

    /// Of a network, a volume or a pull.
    func findings(of action: Action, at position: SourcePosition) -> [Action.Finding] {
        let bodies = action.findingsOfBodies(in: ground) { _ in .empty }
        return (bodies + registry(action)).map { finding in
            var finding = finding
            finding.at = position.description
            return finding
        }
    }

    /// A volume of the stack may be a folder of the host by its options, also where it is there already.
    private func volumes(of wanted: DesiredContainer) -> [Action.Finding] {
        wanted.attributes.members(of: .mount).flatMap { target -> [Action.Finding] in
            guard let name = wanted.attributes.mount(at: target)?.namedVolume else { return [] }
            let key = AttributeKey(.mount, target)
            if let own = host.desired.volumes.first(where: { $0.name.hasSameBytes(as: name) }), !own.isExternal {
                return VolumeFindings(own.body["DriverOpts"], project: ground.folder).all.map {
                    Action.Finding($0.name, key, "\(name) is \($0.detail)")
                }
            }
            let isElsewhere = host.volume(named: name)?.optionNames.contains("device") ?? false
            return isElsewhere ? [Action.Finding(.bindOutsideProject, key, "\(name), by its option device")] : []
        }
    }

    private func registry(_ action: Action) -> [Action.Finding] {
        guard action.kind == .pull else { return [] }
        let name = Registry.of(action.address.name)
        guard !name.hasSameBytes(as: Registry.standard), !host.knows(registry: name) else { return [] }
        return [Action.Finding(.newRegistry, AttributeKey(.image), name)]
    }

    /// Who has a container on this host and declares to depend on one that stops. Whether it runs is not asked: that
    /// changes by itself.
    private func dependants(_ action: Action, _ wanted: DesiredContainer) -> [Action.Finding] {
        guard action.impact.downtime else { return [] }
        let declared = host.desired.containers.filter { other in
            (other.dependencies.map(\.container) + other.sharesWith).contains { $0.hasSameBytes(as: wanted.name) }
        }.map(\.name).filter { host.standing($0) != nil }
        let sharing = needs[wanted.name]?.observed.map(host.users) ?? []
        let names = Set(declared + sharing.map(host.givenName)).subtracting([wanted.name]).sortedByBytes()
        return names.isEmpty ? [] : [Action.Finding(.downtimeOfDependants, nil, names.joined(separator: ", "))]
    }
}

// What a replacement takes away that the container before had.
extension StackFindings {
    private func losses(_ action: Action, _ wanted: DesiredContainer) -> [Action.Finding] {
        guard action.kind == .replace, let old = needs[wanted.name]?.observed?.detail?.attributes else { return [] }
        let image = host.image(of: wanted.image)?.defaults
        return user(wanted, old, image) + healthCheck(wanted, old, image)
    }

    /// A user by name is sealed in what is observed; whoever wrote `root` there had no reason to.
    private func user(_ wanted: DesiredContainer, _ old: AttributeSet, _ image: AttributeSet?) -> [Action.Finding] {
        let key = AttributeKey(.user)
        guard let before = old[key], !StackFindings.isRoot(before) else { return [] }
        let own = wanted.body["User"]
        // A sealed one cannot be judged.
        guard own == nil || own?.string != nil else { return [] }
        let after = own?.string ?? image.map { $0[key] ?? "root" } ?? StackFindings.undecided
        guard StackFindings.isRoot(after) || after == StackFindings.undecided else { return [] }
        return [Action.Finding(.rootUser, key, after)]
    }

    /// What an image gives that is not here yet is not known: a user that the file takes away counts.
    private static let undecided = "whom the new image names"

    private static func isRoot(_ user: String) -> Bool {
        let name = user.split(separator: ":").first.map(String.init) ?? ""
        return name.isEmpty || name == "0" || name == "root"
    }

    private func healthCheck(
        _ wanted: DesiredContainer,
        _ old: AttributeSet,
        _ image: AttributeSet?
    ) -> [Action.Finding] {
        let key = AttributeKey(.healthcheck, "test")
        guard let before = old[key], before != "NONE" else { return [] }
        let isGone = wanted.attributes[key].map { $0 == "NONE" } ?? image.map { ($0[key] ?? "NONE") == "NONE" } ?? false
        return isGone ? [Action.Finding(.healthCheckRemoved, key)] : []
    }
}

extension StackView {
    /// Whether an image or a container of this host came from the registry.
    func knows(registry: String) -> Bool {
        let images = classified.host.images.flatMap { $0.tags + $0.digests }
        return (images + containers.map(\.imageReference)).contains {
            !ImageReference.isImageID($0) && Registry.of($0).hasSameBytes(as: registry)
        }
    }
}
