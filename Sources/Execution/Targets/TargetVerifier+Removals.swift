import Classification
import Domain
import Inventory

// Objects that are removed. The executor observes the whole host before each wave, but the calls of a wave may take
// long. The Engine itself does not refuse to remove a volume that is only bound by its folder, or a network of a
// container that never ran.
extension TargetVerifier {
    /// A tag is looked up by its name: it must still point at the pinned image.
    func image(_ reference: String?, _ id: String, _ call: StepCall) async throws -> TargetFacts {
        guard case .image(let pinned) = call.expectation, pinned.id == id else { throw TargetVerifier.notPinned }
        guard let live = try await observer.inspect(imageReference: reference ?? id) else {
            throw TargetObjection.absent
        }
        guard live.id == id else { throw TargetObjection.refused("\(reference ?? id) points at another image now") }
        let rule = reference.map { protection.rule(forTag: $0, of: live) } ?? protection.rule(forUntagged: live)
        var now = ImagePrecondition(live, children: [], users: [])
        now.users = pinned.users
        now.children = pinned.children
        try judge(rule, .image(pinned), .image(now))
        return TargetFacts()
    }

    func volume(_ name: String, _ call: StepCall) async throws -> TargetFacts {
        guard case .volume(let pinned) = call.expectation, pinned.name.hasSameBytes(as: name) else {
            throw TargetVerifier.notPinned
        }
        let users = try await observer.users(ofVolume: name)
        guard let live = try await observer.inspect(volume: name) else { throw TargetObjection.absent }
        try demandUnused(users)
        var now = VolumePrecondition(live, users: [])
        now.users = pinned.users
        try judge(protection.rule(for: live), .volume(pinned), .volume(now))
        return TargetFacts()
    }

    func network(_ id: String, _ call: StepCall) async throws -> TargetFacts {
        guard case .network(let pinned) = call.expectation, pinned.id == id else { throw TargetVerifier.notPinned }
        let users = try await observer.users(ofNetwork: pinned.id, named: pinned.name)
        guard let live = try await observer.inspect(network: id) else { throw TargetObjection.absent }
        try demandUnused(users)
        var now = NetworkPrecondition(live, users: [])
        now.users = pinned.users
        try judge(protection.rule(for: live), .network(pinned), .network(now))
        return TargetFacts()
    }

    private func demandUnused(_ users: [Address]) throws(TargetObjection) {
        guard users.isEmpty else {
            throw .refused("used now by \(users.map(\.description).joined(separator: ", "))")
        }
    }

    static let notPinned = TargetObjection.refused("it is not what this action pinned")
}
