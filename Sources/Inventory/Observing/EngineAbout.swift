import Domain

/// What `/info` tells: which Engine it is, and its part in a swarm.
struct EngineAbout: Sendable {
    enum Swarm: Sendable, Equatable {
        case inactive
        case manager
        /// Part of a swarm, or on its way in or out, and not able to tell of services.
        case other
    }

    let identity: EngineIdentity
    let swarm: Swarm

    init(_ info: WireObject) throws(FieldFault) {
        identity = EngineIdentity(id: try info.required("ID"), name: try info.required("Name"))
        guard info.json["Swarm"] != nil else {
            swarm = .inactive
            return
        }
        let part = try info.object("Swarm")
        let state = try part.string("LocalNodeState")
        let isActive = state.hasSameBytes(as: "active")
        let isInactive = state.isEmpty || state.hasSameBytes(as: "inactive")
        let tellsServices = try part.flag("ControlAvailable") && isActive
        swarm = isInactive ? .inactive : tellsServices ? .manager : .other
    }
}

/// The volumes that the Engine lists, and which it could not.
struct VolumeList: Sendable {
    let elements: [PlacedVolume]
    let incomplete: [ObservedHost.IncompleteResource]
    let unseen: UnseenVolumes
}
