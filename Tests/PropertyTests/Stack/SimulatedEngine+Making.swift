import CoreTestSupport
import Domain

extension SimulatedEngine {
    /// The container that a body makes: with what the image gives and what the Engine fills in. `isNew`: further
    /// networks are still to be connected.
    func made(
        _ name: String,
        id: String,
        image: String,
        imageID: String,
        body: JSON,
        isNew: Bool = false
    ) -> ObservedContainer {
        let wanted = SimulatedBody.wanted(body)
        let defaults = images.first { $0.id == imageID }?.defaults ?? .empty
        var attributes = defaults.values.merging(wanted) { _, own in own }
        let memory = attributes[AttributeKey(.memory)].flatMap { Int64($0) }
        attributes[AttributeKey(.memorySwap)] = memory.map { String($0 * 2) }
        attributes[AttributeKey(.shmSize)] = "67108864"
        attributes[AttributeKey(.logDriver)] = attributes[AttributeKey(.logDriver)] ?? "json-file"
        let mode = mode(body)
        for network in AttributeSet(attributes).members(of: .network) where isNew && network != mode {
            attributes[AttributeKey(.network, network)] = nil
        }
        attributes[AttributeKey(.networkMode)] = mode
        let mounts = mounts(attributes, body, id)
        return ObservedContainer(
            id: id,
            names: [name],
            imageID: imageID,
            imageReference: image,
            state: .created,
            labels: ObservedLabels(
                composeProject: body["Labels"]?["com.docker.compose.project"]?.string,
                composeService: body["Labels"]?["com.docker.compose.service"]?.string,
                composeNumber: 1,
                isOurs: true,
                specDigest: body["Labels"]?["reconcile.spec"]?.string
            ),
            mounts: mounts,
            networks: attachments(attributes),
            networkMode: mode,
            detail: .init(
                autoRemove: false,
                stopTimeout: nil,
                namespaceOwners: [],
                configurationDigest: "hmac-sha256:\(id)",
                attributes: AttributeSet(attributes)
            )
        )
    }

    private func mode(_ body: JSON) -> String {
        guard case .container(let name, let prefix) = BodyReference(body["Mode"] ?? .null) else {
            return body["Mode"]?.string ?? "none"
        }
        return prefix + (containers.first { $0.name == name }?.id ?? Fixture.id("\(name) \(seed)"))
    }

    private func attachments(_ attributes: [AttributeKey: String]) -> [ObservedContainer.Attachment] {
        AttributeSet(attributes).members(of: .network).map { name in
            .init(name: name, networkID: networks.first { $0.name == name }?.id ?? "")
        }
    }

    /// A volume that is handed on keeps its name; any other anonymous one is new.
    private func mounts(
        _ attributes: [AttributeKey: String],
        _ body: JSON,
        _ id: String
    ) -> [ObservedContainer.Mount] {
        let handed = body["HostConfig"]?["Mounts"]?.array ?? []
        return AttributeSet(attributes).members(of: .mount).map { target in
            let words = (attributes[AttributeKey(.mount, target)] ?? "").split(separator: " ")
            let name = words.count > 1 ? String(words[1]) : ""
            let kept = handed.first { $0["Target"]?.string == target }?["Source"]?.string
            let volume = name == "(anonymous)" ? kept ?? Fixture.id("volume \(target) \(id)") : name
            return .init(type: "volume", volume: volume, destination: target)
        }
    }
}

extension ObservedContainer {
    /// The same container after a call; `nil` in `attributes` takes one away.
    func changed(
        name: String? = nil,
        state: ContainerState? = nil,
        exitCode: Int? = nil,
        attributes: [AttributeKey: String?] = [:],
        networks: [Attachment]? = nil,
        labels: ObservedLabels? = nil,
        autoRemove: Bool? = nil
    ) -> ObservedContainer {
        var set = detail?.attributes ?? .empty
        for (key, text) in attributes { set[key] = text }
        return ObservedContainer(
            id: id,
            names: name.map { [$0] } ?? names,
            imageID: imageID,
            imageReference: imageReference,
            state: state ?? self.state,
            labels: labels ?? self.labels,
            mounts: mounts,
            networks: networks ?? self.networks,
            networkMode: networkMode,
            detail: .init(
                autoRemove: autoRemove ?? detail?.autoRemove ?? false,
                stopTimeout: nil,
                namespaceOwners: detail?.namespaceOwners ?? [],
                configurationDigest: detail?.configurationDigest ?? "",
                attributes: set,
                exitCode: exitCode ?? detail?.exitCode ?? 0
            )
        )
    }
}
