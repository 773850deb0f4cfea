import CoreTestSupport
import Domain

extension WorldMaker {
    mutating func someContainers(
        _ images: [ObservedImage],
        _ volumes: [ObservedVolume],
        _ networks: [ObservedNetwork]
    ) -> [ObservedContainer] {
        let names = distinct(Names.containers, atMost: 8)
        return names.map { name in container(name, beside: names, images, volumes, networks) }
    }

    private mutating func container(
        _ name: String,
        beside names: [String],
        _ images: [ObservedImage],
        _ volumes: [ObservedVolume],
        _ networks: [ObservedNetwork]
    ) -> ObservedContainer {
        let image = dice.pick(images)
        let aside = dice.percent(4) ? setAside(name) : nil
        let mounts = (0..<dice.below(3)).compactMap { _ in dice.any(of: volumes)?.name }
        return Fixture.container(
            aside?.name ?? name,
            id: id(of: name),
            image: reference(to: image),
            imageID: dice.percent(95) ? image.id : "sha256:gone",
            state: dice.percent(4) ? .removing : dice.pick([.running, .exited, .running, .created, .paused, .dead]),
            labels: aside?.labels ?? labels(35),
            volumes: dice.percent(5) ? ["vanished"] : mounts,
            binds: dice.percent(10) ? [dice.any(of: volumes)?.name].compactMap(\.self) : [],
            imageMounts: dice.percent(8) ? [reference(to: dice.pick(images))] : [],
            volumesFrom: dice.percent(8) ? [sharing(names)] : [],
            networks: attachments(networks),
            sharing: dice.percent(12) ? sharing(names) : nil,
            networkMode: dice.percent(8) ? mode(networks) : "bridge",
            owners: dice.percent(6) ? [id(of: dice.pick(names))] : [],
            autoRemove: dice.percent(15),
            stopTimeout: dice.percent(20) ? 30 : nil,
            inspected: dice.percent(97)
        )
    }

    private func id(of name: String) -> String { Fixture.id("\(name) \(seed)") }

    private mutating func mode(_ networks: [ObservedNetwork]) -> String {
        guard let network = dice.any(of: networks) else { return "host" }
        return dice.pick([network.name, network.id, "default", "none"])
    }

    private mutating func sharing(_ names: [String]) -> String {
        let name = dice.pick(names)
        return dice.pick([name, id(of: name), String(id(of: name).prefix(12)), "vanished"])
    }

    /// As a replacement leaves it that never ended: also in other projects, and with another's ID.
    private mutating func setAside(_ name: String) -> (name: String, labels: ObservedLabels) {
        let owner = dice.percent(85) ? name : "not \(name)"
        let own = dice.pick(["odoo-staging", "test-a", "n8n", "db", "tmp-c"])
        let project = dice.percent(75) ? "staging" : "shop"
        let labels = ObservedLabels(composeProject: project, composeService: dice.pick(Names.services))
        return ("\(id(of: owner).prefix(12))_\(own)", labels)
    }

    /// A container may name its image by a tag, by a tag that moved on, by docker's long form, by ID or by digest.
    mutating func reference(to image: ObservedImage) -> String {
        if dice.percent(70), let tag = dice.any(of: image.tags) {
            return dice.percent(15) ? "docker.io/library/\(tag)" : tag
        }
        switch dice.below(5) {
        case 0: return image.id
        case 1: return String(image.id.dropFirst(7).prefix(12))
        case 2: return "test-web"
        case 3: return "web@sha256:\(Fixture.id("digest"))"
        default: return dice.pick(Names.tags)
        }
    }

    private mutating func attachments(_ networks: [ObservedNetwork]) -> [ObservedContainer.Attachment] {
        let some = (0..<dice.below(3)).compactMap { _ in dice.any(of: networks) }
        let distinct = some.enumerated().filter { index, one in !some[..<index].contains { $0.name == one.name } }
        return distinct.map { _, network in
            let id = dice.percent(70) ? network.id : dice.pick(["", "left over"])
            return .init(name: network.name, networkID: id)
        }
    }
}
