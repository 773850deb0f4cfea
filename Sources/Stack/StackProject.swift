import Compose
import Domain

/// The model, looked up by key.
struct StackProject {
    let name: String
    let services: [ComposeValue.Entry]
    let networks: [ComposeValue.Entry]
    let volumes: [ComposeValue.Entry]
    private let root: ComposeValue

    init(_ model: ComposeProjectModel) {
        name = model.name
        root = model.root
        services = model.root["services"]?.entries ?? []
        networks = model.root["networks"]?.entries ?? []
        volumes = model.root["volumes"]?.entries ?? []
    }

    /// A declaration of `configs` or `secrets`.
    func file(_ kind: String, _ key: String) -> ComposeValue? { root[kind]?[key] }

    func networkName(_ key: String) -> String { finalName(networks, key) ?? "\(name)_\(key)" }

    /// `nil` for a key that no volume is declared under.
    func volumeName(_ key: String) -> String? { finalName(volumes, key) }

    private func finalName(_ things: [ComposeValue.Entry], _ key: String) -> String? {
        guard let thing = things.first(where: { $0.key.hasSameBytes(as: key) }) else { return nil }
        return thing.value["name"]?.text ?? "\(name)_\(key)"
    }

    func hasService(_ key: String) -> Bool { services.contains { $0.key.hasSameBytes(as: key) } }

    /// The names of a service's containers, by number; none for a service that is not there or scaled to none.
    func containers(of service: String) -> [String] {
        guard let entry = services.first(where: { $0.key.hasSameBytes(as: service) }) else { return [] }
        return (0..<scale(of: entry.value)).map { containerName(entry, number: $0 + 1) }
    }

    func containerName(_ service: ComposeValue.Entry, number: Int) -> String {
        let own = service.value["container_name"]?.text ?? ""
        return own.isEmpty ? "\(name)-\(service.key)-\(number)" : own
    }

    /// More containers than this of one service are a slip of the pen.
    static let scaleLimit: Int64 = 500

    /// At most ``scaleLimit``.
    func scale(of service: ComposeValue) -> Int { Int(min(max(0, wantedScale(of: service)), StackProject.scaleLimit)) }

    func wantedScale(of service: ComposeValue) -> Int64 {
        service["scale"]?.number ?? service["deploy"]?["replicas"]?.number ?? 1
    }

    /// The service whose container is called so.
    func service(ofContainer container: String) -> ComposeValue.Entry? {
        services.first { containers(of: $0.key).contains { $0.hasSameBytes(as: container) } }
    }
}

extension ComposeValue {
    /// A scalar as text; `nil` for nothing, for lists and for mappings.
    var text: String? {
        switch kind {
        case .string(let text), .decimal(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .null, .sequence, .mapping: nil
        }
    }

    /// A whole number, also one that stands as text, as sizes do; `nil` for everything else.
    var number: Int64? {
        guard case .integer(let number) = kind else { return string.flatMap { Int64($0) } }
        return number
    }

    /// A span of time in nanoseconds; `nil` for what is none, and for a negative one, which to the Engine would mean
    /// something else: it waits for ever.
    var nanoseconds: Int64? { text.flatMap(GoDuration.parse).flatMap { $0 < 0 ? nil : $0 } }

    var isTrue: Bool { text == "true" }

    /// The scalars of a list; a scalar alone is a list of one.
    var texts: [String] { text.map { [$0] } ?? elements.compactMap(\.text) }

    /// The scalars of a mapping as text.
    var pairs: [(key: String, text: String)] {
        entries.compactMap { entry in entry.value.text.map { (entry.key, $0) } }
    }

    /// The entry of that name, with the place of its key.
    func entry(_ key: String) -> Entry? { entries.first { $0.key.hasSameBytes(as: key) } }

    /// Comes from a variable or an env file, at least in part.
    var isGiven: Bool { !origins.isEmpty }
}
