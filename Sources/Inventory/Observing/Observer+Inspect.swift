package import DockerEngine
package import Domain

/// Observations of single objects right before a call, in the form and with the digests of a whole observation.
extension Observer {
    /// The container with this full ID, with its detail; `nil` where there is none. The volumes that its binds read are
    /// missing: only an observation of the whole host shows them.
    ///
    /// - Throws: `EngineFault` where the Engine gives no usable answer, or one about another object.
    package func inspect(container id: String) async throws -> ObservedContainer? {
        let call = "GET /containers/{id}/json"
        let wire = ContainerInspectWire(digestKey: digestKey)
        let found = try await object(.container, id, call).map { object in
            try WireAnswer.reading(call) { () throws(FieldFault) in try wire.container(object).container }
        }
        return try agreeing(found, found?.id, id, call)
    }

    /// The image that an ID or a reference names now, with its defaults; `nil` where there is none.
    ///
    /// - Throws: `EngineFault` where the Engine gives no usable answer, or one about another object.
    package func inspect(imageReference reference: String) async throws -> ObservedImage? {
        let call = "GET /images/{reference}/json"
        let found = try await object(.image, reference, call).map { object in
            try WireAnswer.reading(call) { () throws(FieldFault) in try imageWire.inspected(object) }
        }
        let isFullID = reference.hasBytePrefix("sha256:") && reference.utf8.count == 71
        return try agreeing(found, found?.id, isFullID ? reference : found?.id ?? "", call)
    }

    /// The volume of this name; `nil` where there is none.
    ///
    /// - Throws: `EngineFault` where the Engine gives no usable answer, or one about another object.
    package func inspect(volume name: String) async throws -> ObservedVolume? { try await placed(volume: name)?.volume }

    /// The volume of this name and its place on the host.
    func placed(volume name: String) async throws -> PlacedVolume? {
        let call = "GET /volumes/{name}"
        let found = try await object(.volume, name, call).map { object in
            try WireAnswer.reading(call) { () throws(FieldFault) in try volumeWire.placed(object) }
        }
        return try agreeing(found, found?.volume.name, name, call)
    }

    /// The network with this full ID; `nil` where there is none.
    ///
    /// - Throws: `EngineFault` where the Engine gives no usable answer, or one about another object.
    package func inspect(network id: String) async throws -> ObservedNetwork? {
        let call = "GET /networks/{id}"
        let found = try await object(.network, id, call).map { object in
            try WireAnswer.reading(call) { () throws(FieldFault) in try networkWire.network(object) }
        }
        return try agreeing(found, found?.id, id, call)
    }

    /// The Engine's whole answer about an object, secrets included, for sealing before a delete: never for printing.
    ///
    /// - Parameters:
    ///   - kind: What is asked for.
    ///   - id: A container's or network's ID, a volume's name, an image's ID or reference.
    /// - Returns: The Engine's bytes.
    /// - Throws: `EngineFault.notFound` where there is none.
    package func rawInspect(_ kind: ResourceKind, _ id: String) async throws(EngineFault) -> [UInt8] {
        switch kind {
        case .container: try await reader.inspectContainer(id)
        case .image: try await reader.inspectImage(id)
        case .volume: try await reader.inspectVolume(id)
        case .network: try await reader.inspectNetwork(id)
        }
    }

    private func object(_ kind: ResourceKind, _ id: String, _ call: String) async throws(EngineFault) -> WireObject? {
        do throws(EngineFault) {
            return try WireAnswer.object(try await rawInspect(kind, id), of: call)
        } catch .notFound {
            return nil
        }
    }

    /// The Engine also resolves names and ID prefixes, so an answer about an object with another ID is refused.
    private func agreeing<Value>(
        _ value: Value?,
        _ identity: String?,
        _ asked: String,
        _ call: String
    ) throws(EngineFault) -> Value? {
        guard let identity else { return nil }
        guard identity.hasSameBytes(as: asked) else {
            throw .malformed(call: call, reason: "it is about another object than was asked for")
        }
        return value
    }
}

/// Which containers an observation inspects, beside listing them.
package enum Inspection: Sendable, Hashable {
    case none
    case all
    /// The containers with these full IDs.
    case containers(Set<String>)

    /// Whether the container is inspected. One whose tag has moved to another image is listed by the image's ID, and
    /// only an inspect shows the reference that it was created from, so it always is.
    func covers(_ container: ObservedContainer) -> Bool {
        switch self {
        case .none: ImageReference.isImageID(container.imageReference)
        case .all: true
        case .containers(let ids):
            ids.contains(container.id) || ImageReference.isImageID(container.imageReference)
        }
    }
}

/// What became of one inspect.
enum InspectionOutcome: Sendable {
    case read(WireContainer)
    case incomplete(ObservedHost.IncompleteResource)
    /// The Engine listed it and then knew it no more.
    case vanished(ObservedContainer)
}

/// A list of containers after its inspects.
struct InspectedList {
    let containers: [WireContainer]
    let incomplete: [ObservedHost.IncompleteResource]
    let vanished: [ObservedHost.IncompleteResource]

    init(
        _ others: [WireContainer],
        _ incomplete: [ObservedHost.IncompleteResource],
        _ outcomes: [InspectionOutcome]
    ) {
        var containers = others
        var incomplete = incomplete
        var vanished: [ObservedHost.IncompleteResource] = []
        for outcome in outcomes {
            switch outcome {
            case .read(let container): containers.append(container)
            case .incomplete(let resource): incomplete.append(resource)
            case .vanished(let listed): vanished.append(.init(address: listed.address, id: listed.id, field: "inspect"))
            }
        }
        self.containers = containers
        self.incomplete = incomplete
        self.vanished = vanished
    }
}
