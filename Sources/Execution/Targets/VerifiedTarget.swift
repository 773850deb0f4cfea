internal import Classification
internal import Domain
internal import Inventory

/// A target that was inspected a moment ago, by its pinned ID, and found to be what the plan promised and not protected.
/// Only ``TargetVerifier`` makes one; a mutating call takes nothing else.
struct VerifiedTarget: Sendable {
    let step: Step

    fileprivate init(step: Step) { self.step = step }
}

/// What the last look before a call found.
enum Verification: Sendable {
    case verified(VerifiedTarget)
    /// The object is not there any more.
    case absent
    /// It is protected now, or not what was pinned; in one sentence.
    case refused(String)
}

/// Looks at one object just before a call and applies the rules to the live answer.
struct TargetVerifier: Sendable {
    private let observer: Observer
    private let protection: DirectProtection

    init(observer: Observer, protection: DirectProtection) {
        self.observer = observer
        self.protection = protection
    }

    func verify(_ step: Step, against expected: Precondition) async throws -> Verification {
        switch expected {
        case .container(let pinned):
            guard let live = try await observer.inspect(container: pinned.id) else { return .absent }
            guard let detail = live.detail else { return .refused("the Engine told no configuration") }
            let now = ContainerPrecondition(live, detail, users: [])
            return judge(step, protection.rule(for: live), expected, .container(now.with(users: pinned.users)))
        case .image(let pinned):
            return try await verifyImage(step, pinned)
        case .volume(let pinned):
            guard let live = try await observer.inspect(volume: pinned.name) else { return .absent }
            let now = VolumePrecondition(live, users: []).with(users: pinned.users)
            return judge(step, protection.rule(for: live), expected, .volume(now))
        case .network(let pinned):
            guard let live = try await observer.inspect(network: pinned.id) else { return .absent }
            let now = NetworkPrecondition(live, users: []).with(users: pinned.users)
            return judge(step, protection.rule(for: live), expected, .network(now))
        }
    }

    /// A tag is looked up by its name: it must still point at the pinned image.
    private func verifyImage(_ step: Step, _ pinned: ImagePrecondition) async throws -> Verification {
        let reference: String? =
            switch step {
            case .removeImageReference(let reference, _): reference
            case .removeImage, .stopContainer, .removeContainer, .removeVolume, .removeNetwork: nil
            }
        guard let live = try await observer.inspect(imageReference: reference ?? pinned.id) else { return .absent }
        guard live.id == pinned.id else { return .refused("\(reference ?? pinned.id) points at another image now") }
        let rule = reference.map { protection.rule(forTag: $0, of: live) } ?? protection.rule(forUntagged: live)
        let now = ImagePrecondition(live, children: [], users: [])
        return judge(step, rule, .image(pinned), .image(now.with(pinned)))
    }

    private func judge(
        _ step: Step,
        _ rule: DecidingRule?,
        _ expected: Precondition,
        _ live: Precondition
    ) -> Verification {
        if let rule { return .refused("it is protected now, by \(rule.name.rawValue) at \(rule.origin)") }
        guard let moved = PreconditionComparison.differences(expected, live).first else {
            return .verified(VerifiedTarget(step: step))
        }
        return .refused("\(moved.field) moved: planned \(moved.planned), found \(moved.observed)")
    }
}

// An inspect of one object does not tell who uses it; the executor looks at the whole host before each wave for that.

extension ContainerPrecondition {
    fileprivate func with(users: [String]) -> ContainerPrecondition {
        ContainerPrecondition(
            id: id,
            names: names,
            imageID: imageID,
            imageReference: imageReference,
            isAlive: isAlive,
            networks: networks,
            mounts: mounts,
            users: users,
            configurationDigest: configurationDigest
        )
    }
}

extension ImagePrecondition {
    fileprivate func with(_ pinned: ImagePrecondition) -> ImagePrecondition {
        ImagePrecondition(id: id, tags: tags, digests: digests, children: pinned.children, users: pinned.users)
    }
}

extension VolumePrecondition {
    fileprivate func with(users: [String]) -> VolumePrecondition {
        VolumePrecondition(
            name: name,
            driver: driver,
            configurationDigest: configurationDigest,
            mountpointIdentity: mountpointIdentity,
            users: users
        )
    }
}

extension NetworkPrecondition {
    fileprivate func with(users: [String]) -> NetworkPrecondition {
        NetworkPrecondition(
            id: id,
            name: name,
            driver: driver,
            configurationDigest: configurationDigest,
            users: users
        )
    }
}
