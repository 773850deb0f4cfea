import Domain

/// Networks, volumes and images of the stack: missing ones are created or pulled, and differences are reported. None is
/// ever recreated, because foreign containers may use it and volumes hold data.
struct StackResources {
    let host: StackView
    let needs: [String: ContainerChange]

    var actions: [Action] { networks + volumes + pulls }

    var addresses: Set<Address> { Set(actions.map(\.address)) }

    var omissions: [Omission] {
        host.desired.networks.compactMap(omission) + host.desired.volumes.compactMap(omission)
    }

    private var networks: [Action] {
        host.desired.networks.filter(isMade).map { network in
            creation(
                Address(.network, network.name),
                .createNetwork(name: network.name, body: network.body),
                network.position,
                network.name
            )
        }
    }

    private var volumes: [Action] {
        host.desired.volumes.filter(isMade).map { volume in
            creation(
                Address(.volume, volume.name),
                .createVolume(name: volume.name, body: volume.body),
                volume.position,
                volume.name
            )
        }
    }

    /// Like Compose, the plan makes no network that no container uses.
    private func isMade(_ network: DesiredNetwork) -> Bool {
        host.desired.isUsed(network) && host.network(named: network.name) == nil && faults.fault(network) == nil
            && !network.isExternal && isReadable(network.body)
    }

    private func isMade(_ volume: DesiredVolume) -> Bool {
        host.desired.isUsed(volume) && host.volume(named: volume.name) == nil && faults.fault(volume) == nil
            && !volume.isExternal && isReadable(volume.body)
    }

    private var faults: CreationBlockers { CreationBlockers(host: host) }

    private func isReadable(_ body: JSON) -> Bool { faults.unknown(in: body) == nil }

    /// One pull for every reference without a local image; a pull of an existing tag could move it to another image.
    private var pulls: [Action] {
        let users = host.desired.containers.filter { container in
            host.image(of: container.image) == nil && container.pullFault == nil
                && !host.isProtected(reference: container.image)
                && !(needs[container.name]?.isBlocked ?? true)
        }
        let references = users.map { (ImageReference.shown($0.image), $0) }
        let first = Dictionary(firstWins: references)
        return first.sorted { $0.key.precedesInBytes($1.key) }.map { reference, container in
            creation(
                Address(.image, reference),
                .pullImage(reference: reference, platform: container.platform),
                container.position,
                reference,
                kind: .pull
            )
        }
    }

    private func creation(
        _ address: Address,
        _ step: Step,
        _ position: SourcePosition,
        _ key: String,
        kind: ActionKind = .create
    ) -> Action {
        var action = Action(
            address: address,
            kind: kind,
            reason: .missing,
            class: .expected,
            rule: Action.Rule(name: .inStack, pattern: key, at: position.description),
            age: nil,
            steps: [step],
            dependsOn: [],
            changes: [],
            precondition: .absent(address),
            impact: Impact(of: kind, [step], on: .absent(address))
        )
        action.findings = StackFindings(host: host, needs: needs).findings(of: action, at: position)
        return action
    }

    private func omission(_ network: DesiredNetwork) -> Omission? {
        guard let observed = host.network(named: network.name) else {
            return absence(Address(.network, network.name), network.isExternal, host.desired.isUsed(network))
        }
        let attributes = network.isExternal ? [] : differing(network.attributes, observed.attributes, "bridge")
        let advice = "a network is made anew by hand only: stop its containers, remove it, and plan again"
        return difference(Address(.network, network.name), attributes, advice)
    }

    private func omission(_ volume: DesiredVolume) -> Omission? {
        if host.mayHide(volume), host.desired.isUsed(volume) {
            return Omission(
                Address(.volume, volume.name),
                .unseen,
                "cannot be seen, so it is not made: its driver could not list"
            )
        }
        guard let observed = host.volume(named: volume.name) else {
            return absence(Address(.volume, volume.name), volume.isExternal, host.desired.isUsed(volume))
        }
        let attributes = volume.isExternal ? [] : differing(volume.attributes, observed.attributes, "local")
        let advice = "a volume is never recreated: copy its data to one of another name, and use that"
        return difference(Address(.volume, volume.name), attributes, advice)
    }

    private func difference(_ address: Address, _ attributes: [String], _ advice: String) -> Omission? {
        attributes.isEmpty
            ? nil : Omission(address, .differs, "differs in \(attributes.joined(separator: ", ")); \(advice)")
    }

    private func absence(_ address: Address, _ isExternal: Bool, _ isUsed: Bool) -> Omission? {
        guard isUsed, !addresses.contains(address), !host.madeByOthers.contains(address) else { return nil }
        let why = isExternal ? "external: whoever it belongs to must make it" : "this plan does not create it"
        return Omission(address, .missing, "missing, and \(why)")
    }

    /// The options that the stack sets and the host has otherwise. Labels are ignored: they cannot be changed and have
    /// no effect.
    private func differing(_ wanted: AttributeSet, _ observed: AttributeSet, _ driver: String) -> [String] {
        wanted.keys.filter { key in
            guard key.family != .label, let value = wanted[key] else { return false }
            let live = observed[key] ?? (key == AttributeKey(.driver) ? driver : nil)
            return !AttributeSet.isUnknown(value) && live.map { !$0.hasSameBytes(as: value) } ?? true
        }.map(\.description)
    }
}

// What the stack wants as the host would show it, for the rules that judge names and labels.

extension ObservedLabels {
    fileprivate init(wanted body: JSON) {
        func label(_ key: String) -> String? { body["Labels"]?[key]?.string }
        self.init(
            composeProject: label("com.docker.compose.project"),
            composeService: label("com.docker.compose.service"),
            protect: label("reconcile.protect") == "true"
        )
    }
}

extension ObservedContainer {
    init(_ wanted: DesiredContainer) {
        self.init(
            id: "",
            names: [wanted.name],
            imageID: "",
            imageReference: wanted.image,
            state: .created,
            labels: ObservedLabels(wanted: wanted.body),
            mounts: [],
            networks: [],
            networkMode: "",
            detail: nil
        )
    }
}

extension ObservedNetwork {
    init(_ wanted: DesiredNetwork) {
        self.init(
            id: "",
            name: wanted.name,
            driver: wanted.body["Driver"]?.string ?? "",
            scope: "local",
            isIngress: false,
            labels: ObservedLabels(wanted: wanted.body),
            configurationDigest: ""
        )
    }
}

extension ObservedVolume {
    init(_ wanted: DesiredVolume) {
        self.init(
            name: wanted.name,
            driver: wanted.body["Driver"]?.string ?? "",
            optionNames: [],
            labels: ObservedLabels(wanted: wanted.body),
            configurationDigest: "",
            mountpointIdentity: nil
        )
    }
}
