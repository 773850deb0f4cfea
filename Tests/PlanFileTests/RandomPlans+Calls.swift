import Domain

extension RandomPlans {
    mutating func stop(_ id: String) -> Step {
        .stopContainer(id: id, graceSeconds: optional { $0.number(-1...600) }, removesItself: false)
    }

    mutating func wait(_ target: ContainerTarget) -> Step {
        let conditions: [WaitCondition] = [.running(stableSeconds: number(0...60)), .healthy, .completed]
        return .waitContainer(target, until: conditions[number(0...2)], seconds: number(1...600))
    }

    /// Waits for some of the containers that earlier actions make, and for one that stays.
    mutating func waits(for earlier: [Action]) -> (steps: [Step], needs: [Address]) {
        let made = earlier.filter { [.create, .replace].contains($0.kind) && $0.address.kind == .container }
            .filter { _ in flag() }.map(\.address)
        let staying = list { $0.wait(.pinned(id: $0.name())) }
        return (made.map { wait(.created(name: $0.name)) } + staying, made)
    }

    /// The calls that make a container and start it.
    mutating func making(_ name: String, _ earlier: [Action]) -> (steps: [Step], needs: [Address]) {
        let pull = earlier.last { $0.kind == .pull }?.address
        let reference = pull?.name ?? self.name()
        let create = Step.createContainer(
            name: name,
            reference: reference,
            imageID: pull == nil ? self.name() : nil,
            platform: optional { $0.name() },
            body: body(["Image": .string(reference)])
        )
        let joins = list {
            Step.connectNetwork(network: $0.name(), container: .created(name: name), endpoint: $0.body())
        }
        return ([create] + joins + [.startContainer(.created(name: name))], pull.map { [$0] } ?? [])
    }

    /// A body with references, and with every kind of value that one may hold.
    mutating func body(_ members: JSON = [:]) -> JSON {
        let hmac = "hmac-sha256:" + String(repeating: "0a", count: 32)
        let values: [JSON] = [
            .null, .bool(flag()), .number(number(0...9_000_000)), -9_007_199_254_740_991, .string(text()), [], [:],
            .strings(list { $0.text() }), BodyReference.secret(name: name(), hmac: hmac, prefix: text()).json,
            BodyReference.container(name: "x" + name(), prefix: "container:").json,
            ["z": ["é": 1, "b": []], "a": [:]],
        ]
        let keys = list { "k" + $0.text() }.unique
        let drawn = keys.map { JSON.Member($0, values[number(0...values.count - 1)]) }
        return JSON.object((members.members ?? []) + drawn).sorted
    }
}
