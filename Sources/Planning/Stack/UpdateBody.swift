import Domain

/// The body of `POST /containers/{id}/update` for what differs in place.
struct UpdateBody {
    let wanted: DesiredContainer
    let container: ObservedContainer

    /// `nil` where the update call changes none of these attributes.
    func body(for changes: [Action.AttributeChange]) -> JSON? {
        var sent = Set(changes.filter { $0.effect == .inPlace }.compactMap(\.updateMember))
        // Memory above the stored swap limit is refused unless both are sent.
        if sent.contains(.memory) { sent.insert(.memorySwap) }
        let members = sent.compactMap { member in value(member).map { JSON.Member(member.rawValue, $0) } }
        return members.isEmpty ? nil : .object(members.sorted { $0.key.precedesInBytes($1.key) })
    }

    private func value(_ member: UpdateMember) -> JSON? {
        if member == .memorySwap { return swap }
        if member == .restartPolicy { return RestartPolicy.json(wanted.attributes[.restart] ?? "no") }
        return wanted.body["HostConfig"]?[member.rawValue]
    }

    /// The swap limit of the stack; else the one that the Engine would have chosen, which overflows as its own does.
    private var swap: JSON? {
        let host = wanted.body["HostConfig"]
        if let swap = host?["MemorySwap"]?.integer, swap != 0 { return .integer(swap) }
        if container.detail?.attributes[.memorySwap] == "-1" { return -1 }
        return host?["Memory"]?.integer.map { .integer($0.multipliedReportingOverflow(by: 2).partialValue) }
    }
}

extension Action.AttributeChange {
    /// What an update sends to change it.
    fileprivate var updateMember: UpdateMember? {
        guard case .update(let member, _) = AttributeRule.rule(for: attribute.family).change else { return nil }
        return member
    }
}

/// `on-failure:3` as the Engine takes it.
enum RestartPolicy {
    /// The body of an update that changes nothing else.
    static func body(_ text: String) -> JSON { .object([JSON.Member(UpdateMember.restartPolicy.rawValue, json(text))]) }

    static func json(_ text: String) -> JSON {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let count = parts.count == 2 ? Int64(parts[1]) ?? 0 : 0
        return ["MaximumRetryCount": .integer(count), "Name": .string(parts.first ?? "no")]
    }
}
