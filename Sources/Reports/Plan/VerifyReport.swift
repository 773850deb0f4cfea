package import Domain

/// What `verify-plan` found: the signatures, and whether planning again gives the same digest.
package struct VerifyReport: Sendable {
    package let file: String
    package let digest: String
    package let signatures: [SignatureStanding]
    /// The digest of planning again; `nil` where that was not asked.
    package let reproducedDigest: String?

    package init(file: String, digest: String, signatures: [SignatureStanding], reproducedDigest: String? = nil) {
        self.file = file
        self.digest = digest
        self.signatures = signatures
        self.reproducedDigest = reproducedDigest
    }

    /// `nil` where planning again was not asked.
    package var isReproduced: Bool? { reproducedDigest.map { $0.hasSameBytes(as: digest) } }

    package var isGood: Bool {
        !signatures.isEmpty && signatures.allSatisfy(\.isGood) && isReproduced != false
    }

    package var summary: String { isGood ? "The plan verifies." : "The plan does not verify." }

    /// The envelope's `data`.
    package var data: JSON {
        [
            "digest": .string(digest),
            "signatures": .array(signatures.map(\.json)),
            "reproduced": isReproduced.map { .bool($0) } ?? .null,
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
        if let isReproduced, let reproducedDigest {
            lines +=
                isReproduced
                ? ["Planning again gives the same digest."]
                : ["Planning again gives another digest:", "        \(reproducedDigest)"]
        }
        return (lines + [summary]).joinedLines
    }
}
