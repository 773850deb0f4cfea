package import Domain

extension Fixture {
    package static let digestKeyID = "key"

    /// One container of a stack, wanting the image and nothing else but what is named.
    package static func desired(
        _ name: String,
        image: String = "busybox:1",
        service: String? = nil,
        attributes: [AttributeKey: String] = [:],
        body: JSON = ["HostConfig": [:]],
        connections: [String] = [],
        dependencies: [DesiredContainer.Dependency] = [],
        sharesWith: [String] = [],
        pull: DesiredContainer.Pull = .missing,
        isBuilt: Bool = false,
        isJob: Bool = false
    ) -> DesiredContainer {
        DesiredContainer(
            service: service ?? name,
            name: name,
            image: image,
            pull: pull,
            platform: nil,
            isBuilt: isBuilt,
            body: body,
            attributes: AttributeSet(attributes),
            shown: [:],
            connections: connections.map { .init(network: $0, endpoint: ["Aliases": [.string(name)]]) },
            dependencies: dependencies,
            sharesWith: sharesWith,
            hasHealthcheck: true,
            isJob: isJob,
            stopGraceSeconds: nil,
            position: at(700)
        )
    }

    package static func stack(
        _ containers: [DesiredContainer],
        networks: [DesiredNetwork] = [],
        volumes: [DesiredVolume] = []
    ) -> DesiredStack {
        DesiredStack(
            project: "demo",
            containers: containers,
            networks: networks,
            volumes: volumes,
            variables: [],
            configFiles: "/srv/compose.yaml",
            workingDirectory: "/srv"
        )
    }

    package static func desiredNetwork(
        _ key: String,
        name: String? = nil,
        isExternal: Bool = false,
        attributes: [AttributeKey: String] = [:]
    ) -> DesiredNetwork {
        DesiredNetwork(
            key: key,
            name: name ?? "demo_\(key)",
            isExternal: isExternal,
            body: [:],
            attributes: AttributeSet(attributes),
            position: at(800)
        )
    }

    package static func desiredVolume(
        _ key: String,
        name: String? = nil,
        isExternal: Bool = false,
        attributes: [AttributeKey: String] = [:]
    ) -> DesiredVolume {
        DesiredVolume(
            key: key,
            name: name ?? "demo_\(key)",
            isExternal: isExternal,
            body: [:],
            attributes: AttributeSet(attributes),
            position: at(900)
        )
    }

    /// A running container of the stack's service of the same name, as Compose or we made it.
    package static func member(
        _ name: String,
        service: String? = nil,
        id: String? = nil,
        image: String = "busybox:1",
        state: ContainerState = .running,
        attributes: [AttributeKey: String] = [:],
        volumes: [String] = [],
        networks: [ObservedContainer.Attachment] = [],
        sharing: String? = nil,
        autoRemove: Bool = false,
        exitCode: Int = 0,
        isOneOff: Bool = false,
        workingDirectory: String? = nil,
        configHash: String? = nil,
        specDigest: String? = nil
    ) -> ObservedContainer {
        let labels = ObservedLabels(
            composeProject: "demo",
            composeService: service ?? name,
            isOurs: specDigest != nil,
            isOneOff: isOneOff,
            composeWorkingDirectory: workingDirectory,
            composeConfigHash: configHash,
            specDigest: specDigest
        )
        let plain = container(
            name,
            id: id,
            image: image,
            state: state,
            labels: labels,
            volumes: volumes,
            networks: networks,
            sharing: sharing,
            autoRemove: autoRemove
        )
        return plain.with(attributes: AttributeSet(attributes), exitCode: exitCode)
    }
}

extension ObservedContainer {
    fileprivate func with(attributes: AttributeSet, exitCode: Int) -> ObservedContainer {
        var other = self
        other.detail?.attributes = attributes
        other.detail?.exitCode = exitCode
        return other
    }
}
