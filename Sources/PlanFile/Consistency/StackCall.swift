import Domain

/// What a step does to the container that a stack's action pins, or to the one that the action makes.
enum StackCall: Equatable {
    // On the pinned container.
    case stop
    case remove
    case start
    case unpause
    case update
    /// The update that keeps the container down when the daemon restarts.
    case restartOff
    case setAside
    case putBack
    /// To the name that the stack gives it.
    case rename
    case connect
    case disconnect
    case wait

    // On the one that the action makes.
    case create
    case connectNew
    case startNew
    case waitNew

    /// On the unfinished new container of an earlier replacement, by its ID.
    case stopHalfMade(String)
    case removeHalfMade(String)

    /// A wait for another container.
    case waitOther
    /// A call on another object, or one that no such action makes.
    case stray

    /// Sorts a step of an action into one of these cases.
    ///
    /// - Parameters:
    ///   - step: any step of the action.
    ///   - pinned: the container that the action found; `nil` where it makes one from nothing.
    ///   - name: the name in the action's address, which is also that of the container that it makes.
    init(_ step: Step, on pinned: ContainerPrecondition?, name: String) {
        let own = ActionContainer(pinned: pinned, name: name)
        switch step {
        case .stopContainer(_, _, true): self = .stray
        case .stopContainer(let id, _, false): self = own.isPinned(id) ? .stop : .stopHalfMade(id)
        case .removeContainer(let id): self = own.isPinned(id) ? .remove : .removeHalfMade(id)
        case .unpauseContainer(let id): self = own.isPinned(id) ? .unpause : .stray
        case .updateContainer(let id, let body): self = own.isPinned(id) ? StackCall(update: body) : .stray
        case .renameContainer(let id, let from, let to): self = own.rename(id, from: from, to: to)
        case .disconnectNetwork(let network, let networkID, let id):
            self = own.isPinned(id) && own.isOn(network, networkID) ? .disconnect : .stray
        case .createContainer(let made, _, _, _, _): self = made.hasSameBytes(as: name) ? .create : .stray
        case .startContainer(let target): self = own.call(on: target, pinned: .start, new: .startNew)
        case .connectNetwork(_, let target, _): self = own.call(on: target, pinned: .connect, new: .connectNew)
        case .waitContainer(let target, _, _):
            let call = own.call(on: target, pinned: .wait, new: .waitNew)
            self = call == .stray ? .waitOther : call
        case .removeImageReference, .removeImage, .removeVolume, .removeNetwork, .pullImage, .createNetwork,
            .createVolume:
            self = .stray
        }
    }

    private init(update body: JSON) {
        let turnsOff = body["RestartPolicy"]?["Name"]?.string == "no" && body.members?.count == 1
        self = turnsOff ? .restartOff : .update
    }
}

/// The container that an action pins, and the name that it works for.
private struct ActionContainer {
    let pinned: ContainerPrecondition?
    let name: String

    func isPinned(_ id: String) -> Bool { pinned?.id.hasSameBytes(as: id) ?? false }

    func isOn(_ network: String, _ networkID: String) -> Bool {
        pinned?.networks.contains {
            $0.name.hasSameBytes(as: network) || !networkID.isEmpty && $0.networkID.hasSameBytes(as: networkID)
        } ?? false
    }

    func call(on target: ContainerTarget, pinned: StackCall, new: StackCall) -> StackCall {
        switch target {
        case .pinned(let id): isPinned(id) ? pinned : .stray
        case .created(let made): made.hasSameBytes(as: name) ? new : .stray
        }
    }

    func rename(_ id: String, from: String, to: String) -> StackCall {
        guard isPinned(id), pinned?.names.contains(where: from.hasSameBytes) == true else { return .stray }
        if to.hasSameBytes(as: SetAsideName.name(name, of: id)) { return .setAside }
        guard to.hasSameBytes(as: name) else { return .stray }
        return SetAsideName.base(of: from) == nil ? .rename : .putBack
    }
}

extension ContainerPrecondition {
    /// Whether the pinned container was set aside and lacks the name itself: its replacement then continues an
    /// interrupted one.
    func continues(_ name: String) -> Bool {
        !names.contains(where: name.hasSameBytes) && names.contains { SetAsideName.base(of: $0) != nil }
    }
}
