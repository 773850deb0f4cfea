/// The names that a stack declares, for classification: what bears one of them is expected.
package struct StackNames: Sendable, Hashable {
    package var project: String
    /// By final name, with the place of the declaration.
    package var containers: [String: SourcePosition]
    package var volumes: [String: SourcePosition]
    package var networks: [String: SourcePosition]
    /// By reference as docker shows it, `odoo:18.0-1`, or with its digest.
    package var images: [String: SourcePosition]
    /// The names of each service's containers, sorted.
    package var services: [String: [String]]
    /// Each container by its service and its number in it.
    private let numbered: [String: [Int: String]]
    /// Final names by the keys of the Compose file.
    package var volumeKeys: [String: String]
    package var networkKeys: [String: String]
    /// Drivers by final volume name. External volumes are left out: the file does not say what driver they have.
    package var volumeDrivers: [String: String]
    package var origin: StackOrigin
    /// Networks and volumes that are declared but used by no container: expected where they exist, and not missing
    /// where they do not.
    package var unused: Set<Address>

    package init(_ stack: DesiredStack) {
        project = stack.project
        containers = StackNames.index(stack.containers.map { ($0.name, $0.position) })
        volumes = StackNames.index(stack.volumes.map { ($0.name, $0.position) })
        networks = StackNames.index(stack.networks.map { ($0.name, $0.position) })
        images = StackNames.index(stack.containers.map { (ImageReference.shown($0.image), $0.position) })
        services = Dictionary(grouping: stack.containers, by: \.service).mapValues { $0.map(\.name).sortedByBytes() }
        numbered = Dictionary(grouping: stack.containers, by: \.service).mapValues { containers in
            Dictionary(firstWins: containers.compactMap { one in one.number.map { ($0, one.name) } })
        }
        volumeKeys = StackNames.index(stack.volumes.map { ($0.key, $0.name) })
        networkKeys = StackNames.index(stack.networks.map { ($0.key, $0.name) })
        volumeDrivers = StackNames.index(stack.volumes.compactMap { volume in volume.driver.map { (volume.name, $0) } })
        let volumes = stack.volumes.filter { !stack.isUsed($0) }.map { Address(.volume, $0.name) }
        let networks = stack.networks.filter { !stack.isUsed($0) }.map { Address(.network, $0.name) }
        unused = Set(volumes + networks)
        origin = stack.origin
    }

    /// The name that the stack gives the container of this service and number, however it is called on the host.
    package func container(_ labels: ObservedLabels) -> String? {
        guard let service = labels.composeService, let number = labels.composeNumber else { return nil }
        return numbered[service]?[number]
    }

    private static func index<Value>(_ pairs: [(String, Value)]) -> [String: Value] {
        Dictionary(firstWins: pairs)
    }
}
