import CoreTestSupport
import Domain
import JSON

// Objects that no planner would touch or make, and objects that are not what they were.
extension HandMadePlan {
    /// A creation like that of a declared object, of one that nobody declared.
    private static func undeclared(_ plan: JSON, _ declared: String, _ address: String, _ name: String) -> JSON {
        let made = plan.action(declared).setting("address", to: .string(address))
            .setting("precondition.address", to: .string(address)).setting("depends_on", to: [])
            .editing("steps") { steps in
                .array(
                    (steps?.array ?? []).filter { $0["op"]?.string?.hasSuffix(".create") == true }
                        .map { $0.setting("target", to: .string(name)) }
                )
            }
        return plan.actions { $0 + [made] }
    }

    /// A removal like that of something safe, of something else.
    private static func removal(_ plan: JSON, like safe: String, of address: String, _ facts: [String: JSON]) -> JSON {
        let removed = facts.sorted { $0.key < $1.key }.reduce(
            plan.action(safe).setting("address", to: .string(address))
        ) { $0.setting($1.key, to: $1.value) }
        return plan.actions { $0 + [removed] }
    }

    private static func container(_ plan: JSON, _ name: String, _ id: String) -> JSON {
        removal(
            plan,
            like: Place.stopped,
            of: "container/\(name)",
            ["precondition.id": .string(id), "precondition.names": [.string(name)], "steps.0.target": .string(id)]
        )
    }

    private static func volume(_ plan: JSON, _ name: String) -> JSON {
        removal(
            plan,
            like: Place.volume,
            of: "volume/\(name)",
            ["precondition.name": .string(name), "steps.0.target": .string(name)]
        )
    }

    static let strangers: [HandMadePlan] = [
        .init("a container that nobody declared", .invalidInput, "container/evil") { plan in
            let more = undeclared(plan, Place.worker, "container/evil", "evil")
            let start: JSON = ["created": true, "op": "container.start", "target": "evil"]
            return more.at("container/evil", "steps", adding: start)
        },
        .init("a volume that nobody declared", .invalidInput, "volume/evil") { plan in
            undeclared(plan, Place.newVolume, "volume/evil", "evil").at(
                "volume/evil",
                "steps.0.body.DriverOpts",
                is: ["type": "none", "o": "bind", "device": "/"]
            )
        },
        .init("a network that nobody declared", .invalidInput, "network/evil") {
            undeclared($0, Place.newNetwork, "network/evil", "evil")
        },
        .init("an image that nobody asked for", .invalidInput, "image/evil:1") { plan in
            let pull = plan.action(Place.newVolume).setting("address", to: "image/evil:1")
                .setting("action", to: "pull").setting("precondition.address", to: "image/evil:1")
                .setting("steps", to: [["op": "image.pull", "target": "evil:1", "platform": .null]])
            return plan.actions { $0 + [pull] }
        },
        .init("a removal of a protected container", .refusedProtected, "container/prod-db") {
            container($0, "prod-db", RecordedHost.id(of: "prod-db"))
        },
        .init("a removal of a stranger", .refusedProtected, "container/mystery") {
            container($0, "mystery", RecordedHost.id(of: "mystery"))
        },
        .init("a removal of the stack's own", .refusedStale, "container/demo-db-1") {
            container($0, "demo-db-1", RecordedHost.id(of: "demo-db-1"))
        },
        .init("a removal of protected data", .refusedProtected, "volume/prod-data") { volume($0, "prod-data") },
        .init("a removal of a stranger's data", .refusedProtected, "volume/mystery-data") {
            volume($0, "mystery-data")
        },
        .init("a removal of the stack's data", .refusedStale, "volume/demo_data") { volume($0, "demo_data") },
        .init("a removal of what is not there", .refusedStale, "volume/nobody") { volume($0, "nobody") },
    ]

    static let preconditions: [HandMadePlan] = [
        .init("called running where nothing is stopped", .refusedStale, "precondition") {
            $0.at(Place.stopped, "precondition.is_alive", is: true)
        },
        .init("a volume without its identity", .refusedStale, "mountpoint") {
            $0.at(Place.volume, "precondition.mountpoint_identity", is: .null)
        },
        .init("a volume of another identity", .refusedStale, "mountpoint") {
            $0.at(Place.volume, "precondition.mountpoint_identity", is: "1@2")
        },
        .init("another digest of a configuration", .refusedStale, "configuration") {
            $0.at(Place.volume, "precondition.configuration_digest", is: "hmac-sha256:00")
        },
        .init("a user that is none", .refusedStale, "users") { $0.at(Place.volume, "precondition.users", is: ["abc"]) },
        .init("another image of a container", .refusedStale, "image_id") {
            $0.at(Place.stopped, "precondition.image_id", is: "sha256:00")
        },
        .init("another network of a container", .refusedStale, "precondition") {
            $0.at(Place.running, "precondition.networks.0.network_id", is: "00")
        },
    ]
}

/// Facts of the recorded host.
enum RecordedHost {
    static func id(of container: String) -> String {
        guard let text = try? HostFiles.read("engine.json"), let host = try? JSON.parse(Array(text.utf8)) else {
            return ""
        }
        let all = host["/containers/json?all=1"]?.array ?? []
        return all.first { $0["Names"]?.array?.contains(.string("/\(container)")) == true }?["Id"]?.string ?? ""
    }
}
