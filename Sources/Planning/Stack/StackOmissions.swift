internal import Domain

/// What the plan does not bring about at the containers of the stack.
struct StackOmissions {
    let host: StackView
    let needs: [String: ContainerChange]
    let comparesSealed: Bool

    var all: [Omission] {
        blocked
            + host.desired.containers.flatMap { wanted in
                host.standing(wanted.name).map { omissions(wanted, $0) } ?? []
            }
    }

    private var blocked: [Omission] {
        needs.compactMap { name, need in
            need.blockedReason.map { Omission(Address(.container, name), .heldBack, $0) }
        }
    }

    private func omissions(_ wanted: DesiredContainer, _ container: ObservedContainer) -> [Omission] {
        let verdict = host.verdict(on: container)
        guard verdict?.class == .expected, verdict?.notes.contains(.foreign) == false, let detail = container.detail
        else { return [] }
        let comparison = StackComparison(
            host: host,
            wanted: wanted,
            container: container,
            detail: detail,
            comparesSealed
        )
        let told: [(Omission.Code, String?)] = [
            (.notCompared, uncompared(comparison)), (.notTaken, untaken(comparison)),
            (.postponed, postponed(comparison, wanted)), (.removesItself, vanishing(detail)),
        ]
        let address = Address(.container, wanted.name)
        return told.compactMap { code, text in text.map { Omission(address, code, $0) } }
            + rewritten(wanted, detail).map { Omission(address, .contentRewritten, $0) }
    }

    private func uncompared(_ comparison: StackComparison) -> String? {
        let keys = comparison.uncompared.map(\.description).joined(separator: ", ")
        return keys.isEmpty
            ? nil : "not compared, since the host's digest key is not here (RECONCILE_DIGEST_KEY): \(keys)"
    }

    /// A new container would be the same.
    private func untaken(_ comparison: StackComparison) -> String? {
        let keys = comparison.untaken.map(\.description).joined(separator: ", ")
        return keys.isEmpty ? nil : "made from this very file, and the Engine did not take \(keys)"
    }

    /// A renamed container gets its name first.
    private func postponed(_ comparison: StackComparison, _ wanted: DesiredContainer) -> String? {
        guard case .update = needs[wanted.name] else { return nil }
        let keys = comparison.changes.filter { $0.effect == .replace }.map(\.attribute.description)
        return keys.isEmpty ? nil : "to be replaced for \(keys.joined(separator: ", ")) when it has its name again"
    }

    private func rewritten(_ wanted: DesiredContainer, _ detail: ObservedContainer.Detail) -> [String] {
        guard comparesSealed else { return [] }
        return MountedFiles(wanted: wanted.attributes, observed: detail.attributes).rewritten.map {
            "the file behind \($0) is not what it was when the container was made; "
                + "it is mounted writable, so the container may have written it. Mount it ':ro' to have it compared"
        }
    }

    private func vanishing(_ detail: ObservedContainer.Detail) -> String? {
        detail.autoRemove ? "removes itself when it stops, which no stack asks for: make it anew by hand" : nil
    }
}
