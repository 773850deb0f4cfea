import Domain

extension FindingName {
    /// What it means for whoever lets it pass; the address stands before it.
    package var sentence: String {
        switch self {
        case .privileged: "has all rights and all devices of the host"
        case .engineSocket: "can reach an engine's socket, and with it rule the host"
        case .bindOfSystemFolder: "sees a system folder of the host"
        case .hostNetwork: "is in the host's network: every port of it is open there, and it hears what the host hears"
        case .hostPID: "sees the processes of the host"
        case .hostIPC: "shares memory with the processes of the host"
        case .hostUTS: "can have the host's name"
        case .hostUserNamespace: "has the users of the host: its root is the host's"
        case .hostCgroup: "sees the control groups of the host"
        case .addedCapabilities: "has more rights than containers have"
        case .devices: "uses devices of the host"
        case .unconfined: "runs without a confinement that containers have"
        case .customConfinement: "runs under a profile of its own; a plan cannot tell how much that confines"
        case .foreignNamespace: "shares what a container outside the stack has"
        case .bindOutsideProject: "sees files of the host outside the project's folder"
        case .portOnAllInterfaces: "is reached through every address of the host"
        case .networkOnHostInterface: "lets its containers be reached from outside without a published port"
        case .movingTag: "names an image by a tag that may stand for another one tomorrow"
        case .newRegistry: "comes from a registry that this host has never used"
        case .rootUser: "runs as root, and did not before"
        case .healthCheckRemoved: "loses its health check"
        case .restartPolicyRemoved: "loses its restart policy: it stays down after a crash or a reboot"
        case .volumeDataLost: "is lost for good"
        case .anonymousVolumeLeft: "leaves an anonymous volume behind, which is nobody's then"
        case .downtimeOfDependants: "stops while others depend on it"
        }
    }
}

/// One finding as people read it.
struct FindingWords {
    let address: Address
    let finding: Action.Finding

    /// `mount./s: "/run/docker.sock rw"`; empty where there is no more to say. Escaped for a terminal.
    var cause: String {
        let isSealed = finding.detail == ValueWords.sealed
        let value = finding.detail.isEmpty ? nil : isSealed ? finding.detail : ValueWords.quoted(finding.detail)
        guard let attribute = finding.attribute else {
            return finding.detail.isEmpty ? "" : terminalName(finding.detail)
        }
        return [terminalName(attribute.description), value.map(terminalName)].compactMap(\.self)
            .joined(separator: ": ")
    }
}

extension PlanReport {
    /// Everything that must not be overlooked: the gravest first, then in the order of the plan.
    var attention: [FindingWords] {
        let all = plan.actions.flatMap { action in
            action.findings.map { FindingWords(address: action.address, finding: $0) }
        }
        return FindingName.allCases.flatMap { name in all.filter { $0.finding.name == name } }
    }

    func attentionLines(_ styling: Styling) -> [String] {
        guard !attention.isEmpty else { return [] }
        let mark = styling.paint("!", .warning)
        return ["Attention:"]
            + attention.flatMap { words -> [String] in
                let lines = wrapped(PlanReport.sentence(words), styling: styling, lead: "  ! ", hanging: 6)
                return ["  \(mark)" + lines[0].dropFirst(3)] + lines.dropFirst()
            }
    }

    private static func sentence(_ words: FindingWords) -> String {
        let finding = words.finding
        let place = finding.at.map { "at \(escapedForTerminal($0))" }
        let parts = [words.cause, place].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
        let accepted = finding.allowed.map { " Accepted: \(escapedForTerminal($0))" } ?? ""
        return "\(finding.name.rawValue): \(words.address.printed) \(finding.name.sentence)"
            + (parts.isEmpty ? "." : "; \(parts).") + accepted
    }

    /// For programs: the findings of all actions as one list.
    var attentionJSON: JSON {
        .array(
            attention.map { words in
                let finding = words.finding
                return [
                    "finding": .string(finding.name.rawValue), "address": .string(words.address.description),
                    "attribute": .optional(finding.attribute?.description), "detail": .string(finding.detail),
                    "at": .optional(finding.at), "allowed": .optional(finding.allowed),
                ]
            }
        )
    }
}
