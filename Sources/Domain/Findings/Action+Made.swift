extension Action {
    /// A container that the action makes: its name, its body, and the networks that it is connected to.
    package struct MadeContainer: Sendable {
        package let name: String
        package let body: JSON
        package let connections: [DesiredContainer.Connection]
    }

    package var madeContainer: MadeContainer? {
        let made = steps.compactMap { step -> (String, JSON)? in
            guard case .createContainer(let name, _, _, _, let body) = step else { return nil }
            return (name, body)
        }.first
        let connections = steps.compactMap { step -> DesiredContainer.Connection? in
            guard case .connectNetwork(let network, .created, let endpoint) = step else { return nil }
            return .init(network: network, endpoint: endpoint)
        }
        return made.map { MadeContainer(name: $0.0, body: $0.1, connections: connections) }
    }

    /// The bodies of the networks or the volumes that it makes.
    package func bodies(of operation: StepOperation) -> [JSON] {
        steps.filter { $0.operation == operation }.compactMap(\.body)
    }

    /// The anonymous volumes of the old container that stay behind and are nobody's afterwards, sorted.
    package var anonymousVolumesLeft: [String] {
        guard removesPinned, !removesItself, case .container(let container) = precondition else { return [] }
        let taken = madeContainer.map { HostPlaces.sources(of: $0.body) } ?? []
        return anonymous(container).filter { name in !taken.contains { $0.hasSameBytes(as: name) } }
    }

    /// The anonymous volumes that go with a container that removes itself.
    package var anonymousVolumesLost: [String] {
        guard removesItself, case .container(let container) = precondition else { return [] }
        return anonymous(container)
    }

    private func anonymous(_ container: ContainerPrecondition) -> [String] {
        Set(container.mounts.filter { !$0.isBind }.compactMap(\.volume).filter(ObservedVolume.looksAnonymous))
            .sortedByBytes()
    }

    private var removesPinned: Bool {
        steps.contains { $0.removed == .container(id: precondition.objectID) }
    }

    private var removesItself: Bool {
        steps.contains { step in
            guard case .stopContainer(_, _, true) = step else { return false }
            return true
        }
    }
}

/// What a create body mounts from.
private enum HostPlaces {
    static func sources(of body: JSON) -> [String] {
        let host = body["HostConfig"]
        let binds = (host?["Binds"]?.array ?? []).compactMap(\.string).compactMap { $0.split(separator: ":").first }
        return binds.map(String.init) + (host?["Mounts"]?.array ?? []).compactMap { $0["Source"]?.string }
    }
}

extension Action {
    /// What the bodies of its calls say by themselves, without places in files. The planner writes it into a plan; the
    /// gate computes it again from the file's bodies and believes no file.
    ///
    /// - Parameters:
    ///   - stack: What belongs to the stack itself.
    ///   - read: The one reader of bodies.
    /// - Returns: Of what the action makes.
    package func findingsOfBodies(in stack: StackGround, _ read: (MadeContainer) -> AttributeSet) -> [Finding] {
        let container = madeContainer.map { ContainerFindings(read($0), body: $0.body, in: stack).all } ?? []
        let volumes = bodies(of: .createVolume).flatMap { VolumeFindings($0["DriverOpts"], project: stack.folder).all }
        let networks = bodies(of: .createNetwork).flatMap { NetworkFindings(body: $0).all }
        return container + volumes + networks
    }
}
