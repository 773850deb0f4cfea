import Domain

/// Bodies that the simulated Engine understands: attributes as they are, beside what planning reads and writes.
enum SimulatedBody {
    private static let limits: [(AttributeFamily, String)] = [(.memory, "Memory"), (.cpuShares, "CpuShares")]

    static func json(_ wanted: [AttributeKey: String], name: String, spec: String) -> JSON {
        let texts = wanted.filter { $0.key.family != .networkMode }.sorted { $0.key < $1.key }.map {
            JSON.Member($0.key.description, .string($0.value))
        }
        let host = limits.compactMap { family, field in
            wanted[AttributeKey(family)].flatMap { Int64($0) }.map { JSON.Member(field, .integer($0)) }
        }
        let mode = wanted[AttributeKey(.networkMode)] ?? "none"
        let labels: JSON = [
            "com.docker.compose.project": "demo", "com.docker.compose.service": .string(name),
            "com.docker.compose.container-number": "1",
            "reconcile.spec": .string(spec),
        ]
        let isOnNetwork = wanted[AttributeKey(.network, mode)] != nil
        return [
            "Wanted": .object(texts), "HostConfig": .object(host), "Mode": self.mode(mode), "Labels": labels,
            "NetworkingConfig": ["EndpointsConfig": isOnNetwork ? .object([JSON.Member(mode, [:])]) : [:]],
        ]
    }

    private static func mode(_ text: String) -> JSON {
        guard text.hasPrefix("container:") else { return .string(text) }
        return BodyReference.container(name: String(text.dropFirst(10)), prefix: "container:").json
    }

    static func wanted(_ body: JSON) -> [AttributeKey: String] {
        (body["Wanted"]?.members ?? []).reduce(into: [:]) { wanted, member in
            guard let key = AttributeKey(parsing: member.key) else { return }
            wanted[key] = member.value.string
        }
    }

    /// What an update sets.
    static func updates(_ body: JSON) -> [AttributeKey: String] {
        var set: [AttributeKey: String] = [:]
        for (family, field) in limits + [(.memorySwap, "MemorySwap")] {
            set[AttributeKey(family)] = body[field]?.integer.map { String($0) }
        }
        set[AttributeKey(.restart)] = body["RestartPolicy"]?["Name"]?.string
        return set
    }
}
