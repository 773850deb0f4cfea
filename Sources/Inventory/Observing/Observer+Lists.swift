import DockerEngine
package import Domain

extension Observer {
    /// How many inspects are under way at once; the connection's pool holds as many.
    private static let width = 16

    /// Lists the containers and inspects those that are asked for.
    ///
    /// Where a container vanishes between list and inspect, all are listed once more; one that then cannot be inspected
    /// either is incomplete.
    func containers(inspecting inspection: Inspection) async throws -> WireList<WireContainer> {
        let first = try await listAndInspect(inspection)
        guard !first.vanished.isEmpty else { return WireList(first.containers, incomplete: first.incomplete) }
        let second = try await listAndInspect(inspection)
        return WireList(second.containers, incomplete: second.incomplete + second.vanished)
    }

    private func listAndInspect(_ inspection: Inspection) async throws -> InspectedList {
        let answer = try WireAnswer.list(try await reader.containers(), of: "GET /containers/json")
        let list = WireList(answer, of: .container, identify: ContainerWire.identity, map: ContainerWire.listed)
        let asked = list.elements.filter { inspection.covers($0.container) }
        let others = list.elements.filter { !inspection.covers($0.container) }
        return InspectedList(
            others,
            list.incomplete,
            try await inParallel(asked.map(\.container), atMost: Observer.width, inspected)
        )
    }

    private func inspected(_ listed: ObservedContainer) async throws -> InspectionOutcome {
        let bytes: [UInt8]
        do throws(EngineFault) {
            bytes = try await reader.inspectContainer(listed.id)
        } catch .notFound {
            return .vanished(listed)
        }
        let call = "GET /containers/\(listed.id)/json"
        let object = try WireAnswer.object(bytes, of: call)
        let container: WireContainer
        do throws(FieldFault) {
            container = try ContainerInspectWire(digestKey: digestKey).container(object)
        } catch {
            return .incomplete(.init(address: listed.address, id: listed.id, field: error.field))
        }
        return .read(try agreeing(container, with: listed, call))
    }

    private func agreeing(
        _ container: WireContainer,
        with listed: ObservedContainer,
        _ call: String
    ) throws(EngineFault) -> WireContainer {
        guard container.container.id == listed.id, container.container.imageID == listed.imageID else {
            throw .malformed(call: call, reason: "it contradicts the list")
        }
        return container
    }
}

extension Observer {
    func images() async throws -> WireList<ObservedImage> {
        let list = try WireAnswer.list(try await reader.images(), of: "GET /images/json")
        return WireList(list, of: .image, identify: ImageWire.identity, map: ImageWire.listed)
    }

    /// The images, with the defaults and tag times of those that are used. An image that has vanished since it was
    /// listed keeps its listed form.
    func described(_ images: [ObservedImage], _ used: Set<String>) async throws -> [ObservedImage] {
        let asked = images.filter { used.contains($0.id) }
        guard !asked.isEmpty else { return images }
        let found = try await inParallel(asked, atMost: Observer.width) { image in
            try await inspect(imageReference: image.id)
        }
        let described = Dictionary(firstWins: found.compactMap(\.self).map { ($0.id, $0) })
        return images.map { listed in
            var image = listed
            image.defaults = described[listed.id]?.defaults
            image.lastTagged = described[listed.id]?.lastTagged
            return image
        }
    }

    /// The observation with the times of the last tags of these images, each of which costs an inspect.
    ///
    /// - Throws: `EngineFault` where an inspect gives no usable answer.
    package func adding(tagTimesOf ids: Set<String>, to host: ObservedHost) async throws -> ObservedHost {
        let asked = host.images.filter { ids.contains($0.id) && $0.lastTagged == nil }
        guard !asked.isEmpty else { return host }
        let found = try await inParallel(asked, atMost: Observer.width) { image in
            try await inspect(imageReference: image.id).map { (image.id, $0.lastTagged) }
        }
        let times = Dictionary(firstWins: found.compactMap(\.self))
        var host = host
        for index in host.images.indices {
            if let time = times[host.images[index].id] { host.images[index].lastTagged = time }
        }
        return host
    }
}

extension Observer {
    /// The services and tasks of a swarm. Where this Engine is no manager, lacks a quorum or gives an unreadable
    /// answer, anything may be in use.
    func swarm(_ part: EngineAbout.Swarm) async throws -> SwarmView {
        switch part {
        case .inactive: return .inactive
        case .other: return SwarmView(isUnreadable: true)
        case .manager: break
        }
        do throws(EngineFault) {
            return try SwarmWire.view(services: try await reader.services(), tasks: try await reader.tasks())
        } catch {
            switch error {
            case .refused, .conflict, .notFound, .malformed: return SwarmView(isUnreadable: true)
            case .unreachable, .permissionDenied, .notAnEngine, .unsupportedVersion, .deadlineExceeded, .bodyTooLarge,
                .connectionLost, .cancelled:
                throw error
            }
        }
    }
}

/// The images that references name. Most references are tags, which are looked up; few name a digest or an ID.
struct NamedImages {
    private let tags: Set<String>
    private let others: [String]

    init(_ references: Set<String>) {
        let read = references.map { ($0, ImageReference($0)) }
        tags = Set(read.filter(\.1.isPlainTag).map(\.1.familiar))
        others = read.filter { !$0.1.isPlainTag }.map(\.0)
    }

    func ids(among images: [ObservedImage]) -> Set<String> {
        Set(images.filter(isNamed).map(\.id))
    }

    private func isNamed(_ image: ObservedImage) -> Bool {
        image.tags.contains { tags.contains(ImageReference($0).familiar) } || others.contains(where: image.bears)
    }
}
