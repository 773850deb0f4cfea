import Domain

extension RandomPlans {
    /// An object with the calls that remove it, or that make or change it.
    struct Target {
        let address: Address
        let kind: ActionKind
        let steps: [Step]
        let precondition: Precondition
        var `class` = ResourceClass.extraSafeDelete
        var reason: ActionReason?
        /// Addresses of earlier actions that must be done before.
        var needs: [Address] = []
    }

    mutating func target(_ index: Int) -> Target {
        let kind: ResourceKind = word()
        switch kind {
        case .container: return container("\(index)\(name())")
        case .image: return image("\(index)\(name())")
        case .volume: return volume("\(index)\(name())")
        case .network: return network("\(index)\(name())")
        }
    }

    private mutating func container(_ id: String) -> Target {
        let removal = Step.removeContainer(id: id)
        func stop(_ grace: Int?, _ removesItself: Bool) -> Step {
            .stopContainer(id: id, graceSeconds: grace, removesItself: removesItself)
        }
        let grace = optional { $0.number(-1...600) }
        let shapes = [[removal], [stop(grace, true)], [stop(grace, false), removal]]
        let precondition = pinned(id, names: flag() ? [] : ["\(id)-name", name()])
        return Target(
            address: Address(.container, precondition.names.first ?? id),
            kind: .delete,
            steps: shapes[number(0...2)],
            precondition: .container(precondition)
        )
    }

    mutating func pinned(_ id: String, names: [String]) -> ContainerPrecondition {
        ContainerPrecondition(
            id: id,
            names: names,
            imageID: text(),
            imageReference: text(),
            isAlive: flag(),
            networks: list { ObservedContainer.Attachment(name: $0.text(), networkID: $0.text()) },
            mounts: list {
                ObservedContainer.Mount(type: $0.text(), volume: $0.optional { $0.text() }, destination: $0.text())
            },
            users: list { $0.text() },
            configurationDigest: text()
        )
    }

    private mutating func image(_ id: String) -> Target {
        let tags = flag() ? [] : ["\(id):1", name()]
        let precondition = ImagePrecondition(
            id: id,
            tags: tags,
            digests: list { $0.text() },
            children: list { $0.text() },
            users: list { $0.text() }
        )
        let byTag = tags.first.map { Step.removeImageReference(reference: $0, imageID: id) }
        return Target(
            address: Address(.image, tags.first ?? id),
            kind: tags.isEmpty || flag() ? .delete : .untag,
            steps: [byTag ?? .removeImage(id: id)],
            precondition: .image(precondition)
        )
    }

    private mutating func volume(_ name: String) -> Target {
        let precondition = VolumePrecondition(
            name: name,
            driver: text(),
            configurationDigest: text(),
            mountpointIdentity: optional { $0.text() },
            users: list { $0.text() }
        )
        return Target(
            address: Address(.volume, name),
            kind: .delete,
            steps: [.removeVolume(name: name)],
            precondition: .volume(precondition)
        )
    }

    private mutating func network(_ name: String) -> Target {
        let id = "\(name)-and-its-id"
        let precondition = NetworkPrecondition(
            id: id,
            name: name,
            driver: text(),
            configurationDigest: text(),
            users: list { $0.text() }
        )
        return Target(
            address: Address(.network, flag() ? name : "\(name)@\(id.prefix(12))"),
            kind: .delete,
            steps: [.removeNetwork(id: id)],
            precondition: .network(precondition)
        )
    }
}
