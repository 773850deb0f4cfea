import Classification
import Domain

/// Decides what to do with everything that is safe to delete.
struct CleanupDecision {
    let classified: ClassifiedHost
    let usage: Uses
    let leaving: [Address: ClassifiedResource]
    private let containers: [String: ObservedContainer]

    init(_ classified: ClassifiedHost) {
        self.classified = classified
        usage = Uses(classified.host)
        let safe = classified.resources.filter { $0.class == .extraSafeDelete }
        leaving = Dictionary(firstWins: safe.map { ($0.address, $0) })
        containers = Dictionary(firstWins: classified.host.containers.map { ($0.id, $0) })
    }

    func decide() -> Decision {
        let host = classified.host
        let actions =
            host.containers.compactMap(action)
            + host.images.flatMap(actions)
            + host.volumes.compactMap(action)
            + host.networks.compactMap(action)
        return Decision(actions: actions, omissions: uninspected)
    }

    /// Without its full configuration a container cannot be pinned, so it is not touched.
    private var uninspected: [Omission] {
        classified.host.containers
            .filter { leaving[$0.address] != nil && $0.detail == nil }
            .map { Omission($0.address, .notInspected, "not inspected") }
    }

    private func action(_ container: ObservedContainer) -> Action? {
        guard let verdict = leaving[container.address], let detail = container.detail else { return nil }
        let users = usage.users(ofContainer: container.id)
        return build(
            verdict,
            .delete,
            steps: CleanupDecision.steps(container, detail),
            after: users.map(\.address),
            .container(ContainerPrecondition(container, detail, users: users))
        )
    }

    static func steps(_ container: ObservedContainer, _ detail: ObservedContainer.Detail) -> [Step] {
        let stop = Step.stopContainer(
            id: container.id,
            graceSeconds: detail.graceSeconds,
            removesItself: detail.autoRemove
        )
        let remove = Step.removeContainer(id: container.id)
        guard container.state.isAlive else { return [remove] }
        return detail.autoRemove ? [stop] : [stop, remove]
    }

    private func action(_ volume: ObservedVolume) -> Action? {
        guard let verdict = leaving[volume.address] else { return nil }
        let users = usage.users(ofVolume: volume.name)
        return build(
            verdict,
            .delete,
            steps: [.removeVolume(name: volume.name)],
            after: users.map(\.address),
            .volume(VolumePrecondition(volume, users: users))
        )
    }

    private func action(_ network: ObservedNetwork) -> Action? {
        guard let verdict = leaving[classified.host.address(of: network)] else { return nil }
        let users = usage.users(ofNetwork: network.id)
        return build(
            verdict,
            .delete,
            steps: [.removeNetwork(id: network.id)],
            after: users.map(\.address) + usage.networks(using: network),
            .network(NetworkPrecondition(network, users: users))
        )
    }

    func build(
        _ verdict: ClassifiedResource,
        _ kind: ActionKind,
        steps: [Step],
        after users: [Address],
        _ precondition: Precondition
    ) -> Action {
        Action(
            address: verdict.address,
            kind: kind,
            reason: ActionReason(verdict.rule.name),
            class: verdict.class,
            rule: Action.Rule(verdict.rule),
            age: verdict.age,
            steps: steps,
            dependsOn: Set(users).subtracting([verdict.address]).sorted(),
            changes: [],
            precondition: precondition,
            impact: Impact(of: kind, steps, on: precondition)
        )
    }
}

extension Uses {
    /// The addresses of networks that are made from this one or lie on it: they go first.
    fileprivate func networks(using network: ObservedNetwork) -> [Address] {
        uses(ofObject: Address(.network, network.id)).compactMap { use in
            guard use.container == nil, case .object(let address) = use.user else { return nil }
            return address
        }
    }
}

extension ActionReason {
    fileprivate init(_ rule: RuleName) {
        switch rule {
        case .deleteImagesMatching: self = .deleteImagesMatching
        case .unnamedImageAge: self = .unnamedPastAge
        case .anonymousVolumesOfDeleted: self = .anonymousOfDeleted
        case .floor, .guardFile, .keepNamedPrefix, .protectContainersMatching, .protectImagesMatching, .protectTags,
            .protectLabel, .engineBuiltIn, .createdFromProtectedImage, .usedByProtected, .sameProjectAsProtected,
            .lastUsedByProtected, .protectedBefore, .boreProtectedTag, .ownContainer, .allowedContainer, .allowedImage,
            .allowedVolume, .allowedNetwork, .inStack, .setAside, .usedByExpected, .safeToDeletePattern, .noRule,
            .incompleteObservation,
            .cautiousWord, .nonASCIIName, .driverOptions, .anonymousVolume, .builderState, .swarmTask, .swarmUnreadable,
            .removedWithAnonymousVolume, .beingRemoved, .notUnusedLongEnough, .lostItsUser, .inUse:
            self = .safePattern
        }
    }
}

extension CleanupDecision {
    /// One action per safe tag. Where the image goes with its tags, the last of them is the delete and waits for all
    /// the others, for the image's users and for the images that were built on it.
    func actions(_ image: ObservedImage) -> [Action] {
        let safe = image.addresses.compactMap { leaving[$0] }
        guard let last = safe.last else { return [] }
        let others = safe.dropLast().map { untag($0, image) }
        return others
            + [goes(image, safe) ? delete(last, image, after: others) : untag(last, image, after: others, of: safe)]
    }

    /// The untag that would remove an image's last tag waits for the other untags and for the deletes of all users of
    /// the image: where one of these fails, the image keeps a tag.
    private func untag(
        _ last: ClassifiedResource,
        _ image: ObservedImage,
        after others: [Action],
        of safe: [ClassifiedResource]
    ) -> Action {
        guard safe.count == image.addresses.count else { return untag(last, image) }
        return untag(last, image, after: others.map(\.address) + usage.users(ofImage: image.id).map(\.address))
    }

    private func goes(_ image: ObservedImage, _ safe: [ClassifiedResource]) -> Bool {
        safe.count == image.addresses.count && safe.allSatisfy { !$0.notes.contains(.untagOnly) }
    }

    private func untag(
        _ verdict: ClassifiedResource,
        _ image: ObservedImage,
        after others: [Address] = []
    ) -> Action {
        let users = usage.users(of: image, losing: verdict.address.name, withImage: false)
        return build(
            verdict,
            .untag,
            steps: [.removeImageReference(reference: verdict.address.name, imageID: image.id)],
            after: users.map(\.address) + others,
            .image(precondition(image, users: users))
        )
    }

    private func delete(_ verdict: ClassifiedResource, _ image: ObservedImage, after others: [Action]) -> Action {
        let users = usage.users(of: image, losing: verdict.address.name, withImage: true)
        let step: Step =
            image.tags.isEmpty
            ? .removeImage(id: image.id)
            : .removeImageReference(reference: verdict.address.name, imageID: image.id)
        return build(
            verdict,
            .delete,
            steps: [step],
            after: users.map(\.address) + others.map(\.address) + children(of: image).flatMap(\.addresses),
            .image(precondition(image, users: users))
        )
    }

    private func precondition(_ image: ObservedImage, users: [ObservedContainer]) -> ImagePrecondition {
        ImagePrecondition(image, children: children(of: image), users: users)
    }

    private func children(of image: ObservedImage) -> [ObservedImage] {
        classified.host.images.filter { $0.parentID == image.id }
    }
}
