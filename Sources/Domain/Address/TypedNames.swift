/// Turns what people type into patterns that fit addresses: what fits one as it is stays so; else it may be a service of
/// the stack or of any Compose project, an image without its tag, or the beginning of one object's ID.
package struct TypedNames: Sendable {
    private let host: ObservedHost
    private let services: [String: [String]]

    /// The fewest digits that count as the beginning of an ID.
    private static let leastDigits = 4

    /// `stacks`: whose services count also where their containers are not there yet.
    package init(_ host: ObservedHost, stacks: [StackNames]) {
        self.host = host
        services = stacks.map(\.services).reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    }

    package func resolved(_ patterns: [ResourcePattern]) -> [ResourcePattern] { patterns.flatMap(resolved) }

    /// The pattern itself where it fits something, and where it stands for nothing else.
    private func resolved(_ pattern: ResourcePattern) -> [ResourcePattern] {
        guard !objects.contains(where: { pattern.fits($0.address, id: $0.id) }) else { return [pattern] }
        let meant = [containers(ofService: pattern.description), latest(pattern.description), beginning(pattern)]
        let addresses = meant.first { !$0.isEmpty } ?? []
        return addresses.isEmpty ? [pattern] : addresses.map { ResourcePattern($0.description) }
    }

    private var objects: [(address: Address, id: String)] {
        host.containers.map { ($0.address, $0.id) } + host.volumes.map { ($0.address, $0.name) }
            + host.networks.map { (host.address(of: $0), $0.id) }
            + host.images.flatMap { image in image.addresses.map { ($0, image.id) } }
    }

    private func containers(ofService name: String) -> [Address] {
        let name = name.text(after: "container/") ?? name
        let running = host.containers.filter { container in
            !container.labels.isOneOff && container.labels.composeService?.hasSameBytes(as: name) == true
        }
        let declared = (services[name] ?? []).map { Address(.container, $0) }
        return Set(running.map(\.address) + declared).sorted()
    }

    /// `odoo` as docker reads it: `odoo:latest`.
    private func latest(_ text: String) -> [Address] {
        let name = text.text(after: "image/") ?? text
        guard !name.utf8.contains(UInt8(ascii: "@")), !name.isEmpty else { return [] }
        let familiar = ImageReference(name).familiar
        return host.images.flatMap(\.tags).filter { ImageReference($0).familiar.hasSameBytes(as: familiar) }.map {
            Address(.image, $0)
        }
    }

    /// The one object whose ID begins so; nothing where there are several.
    private func beginning(_ pattern: ResourcePattern) -> [Address] {
        let digits = pattern.description
        guard digits.utf8.count >= TypedNames.leastDigits, digits.utf8.isLowercaseHex else { return [] }
        let fitting = objects.filter { $0.address.kind != .volume && TypedNames.hex($0.id).hasBytePrefix(digits) }
        return Set(fitting.map(\.id)).count == 1 ? fitting.map(\.address) : []
    }

    private static func hex(_ id: String) -> String { id.text(after: "sha256:") ?? id }
}
