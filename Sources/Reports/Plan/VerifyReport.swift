package import Domain

/// What planning again gave, beside a plan under review.
package struct Reproduction: Sendable {
    package struct Difference: Sendable {
        /// `nil` for a part of the plan itself.
        package let address: Address?
        package let field: String
        package let planned: String
        package let reproduced: String
        /// `files` or `host`: what decides the part.
        package let source: String

        package init(address: Address?, field: String, planned: String, reproduced: String, source: String) {
            self.address = address
            self.field = field
            self.planned = planned
            self.reproduced = reproduced
            self.source = source
        }

        var path: String { "\(address?.description ?? "plan") \(field)" }
    }

    package let digest: String
    /// Equal in all parts; of ``unproven`` values that means their names.
    package let isSame: Bool
    package let differences: [Difference]
    /// The names of values that only the host's key can prove, sorted.
    package let unproven: [String]
    /// Of the snapshot.
    package let observedAt: Timestamp
    /// That this checkout stands on; `nil` outside git.
    package let commit: String?

    package init(
        digest: String,
        isSame: Bool,
        differences: [Difference],
        unproven: [String],
        observedAt: Timestamp,
        commit: String?
    ) {
        self.digest = digest
        self.isSame = isSame
        self.differences = differences
        self.unproven = unproven
        self.observedAt = observedAt
        self.commit = commit
    }

    private static let shownDifferences = 12

    package var summaryOfDifferences: String {
        let more = differences.count - Reproduction.shownDifferences
        let paths = differences.prefix(Reproduction.shownDifferences).map(\.path)
        guard !paths.isEmpty else { return "in values that are sealed" }
        return paths.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    /// Why the two can differ, a sentence each.
    package func reasons(_ issued: Issued) -> [String] {
        [commitReason(issued), fileReason, hostReason(issued), keyReason].compactMap(\.self)
    }

    private var differsInPinnedFiles: Bool {
        differences.contains { $0.address == nil && ["ssot", "stack"].contains($0.field) }
    }

    private var hasFileDifferences: Bool { differences.contains { $0.source == "files" } }

    private func commitReason(_ issued: Issued) -> String? {
        guard differsInPinnedFiles, let commit, let planned = issued.commit, !commit.hasSameBytes(as: planned) else {
            return nil
        }
        return "The plan was made from commit \(planned.prefix(12)), and this checkout stands on \(commit.prefix(12))."
    }

    private var fileReason: String? {
        guard hasFileDifferences else { return nil }
        return differsInPinnedFiles
            ? "The SSOT or a Compose file here is another than the plan's."
            : "SSOT and Compose files are the plan's: a variable, an env file or a mounted file is another here or missing, "
                + "or the planner never made this plan."
    }

    private func hostReason(_ issued: Issued) -> String? {
        guard differences.contains(where: { $0.source == "host" }), observedAt != issued.observedAt else { return nil }
        return "The snapshot is of \(observedAt), and the plan saw the host at \(issued.observedAt)."
    }

    private var keyReason: String? {
        guard !unproven.isEmpty else { return nil }
        return
            "Without the host's digest key (RECONCILE_DIGEST_KEY), the \(unproven.count) sealed values are not compared."
    }
}

/// What `verify-plan` found: the signatures, and whether planning again gives the same digest.
package struct VerifyReport: Sendable {
    package let file: String
    package let digest: String
    package let signatures: [SignatureStanding]
    /// `nil` where planning again was not asked.
    package let reproduction: Reproduction?

    package init(file: String, digest: String, signatures: [SignatureStanding], reproduction: Reproduction? = nil) {
        self.file = file
        self.digest = digest
        self.signatures = signatures
        self.reproduction = reproduction
    }

    package var isGood: Bool {
        !signatures.isEmpty && signatures.allSatisfy(\.isGood) && reproduction?.isSame != false
    }

    package var summary: String { isGood ? "The plan verifies." : "The plan does not verify." }

    /// The envelope's `data`.
    package var data: JSON {
        [
            "digest": .string(digest),
            "signatures": .array(signatures.map(\.json)),
            "reproduced": reproduction.map { .bool($0.isSame) } ?? .null,
            "unproven": .strings(reproduction?.unproven ?? []),
            "differences": .array((reproduction?.differences ?? []).map(VerifyReport.json)),
        ]
    }

    private static func json(_ difference: Reproduction.Difference) -> JSON {
        [
            "address": .optional(difference.address?.description), "field": .string(difference.field),
            "planned": .string(difference.planned), "reproduced": .string(difference.reproduced),
            "source": .string(difference.source),
        ]
    }

    package func text(_ styling: Styling) -> String {
        var lines = wrapped(escapedForTerminal(file), width: styling.width) + ["Digest: \(digest)"]
        lines += signatures.flatMap { signature in
            let verdict = signature.isGood ? "good" : "NOT good"
            let text = "\(terminalName(signature.principal)), \(escapedForTerminal(signature.namespace)): \(verdict)"
            return wrapped(text, styling: styling, lead: "Signature: ")
        }
        if signatures.isEmpty { lines.append("Signature: none") }
        if let reproduction { lines += text(reproduction, styling) }
        return (lines + [summary]).joinedLines
    }

    private func text(_ reproduction: Reproduction, _ styling: Styling) -> [String] {
        guard reproduction.isSame else {
            return ["Planning again gives another digest:", "        \(reproduction.digest)"]
                + reproduction.differences.flatMap { difference in
                    let values = "planned \(difference.planned), here \(difference.reproduced)"
                    let text = escapedForTerminal("\(difference.path): \(values)")
                    return wrapped(text, styling: styling, lead: "  ~ ")
                }
        }
        guard !reproduction.unproven.isEmpty else { return ["Planning again gives the same digest."] }
        let count = reproduction.unproven.count
        let names = escapedForTerminal(reproduction.unproven.joined(separator: ", "))
        let text =
            "but for \(count) sealed \(count == 1 ? "value" : "values"), which only the host's key proves: \(names)"
        return wrapped(text, styling: styling, lead: "Reproduced, ")
    }
}
