import TestSupport
import Testing

/// What a test expects of a refused apply.
struct ExpectedRefusal {
    let exit: Int32
    let gate: String
    let code: String
    /// What the message must name.
    let naming: [String]

    init(_ exit: Int32, _ gate: String, _ code: String, naming: String...) {
        self.exit = exit
        self.gate = gate
        self.code = code
        self.naming = naming
    }
}

extension TestHost {
    /// Applies, and expects exactly this refusal: its exit code, gate and words, no request that changes anything, and
    /// the refusal in the history.
    @discardableResult
    func expectRefusal(
        of plan: String,
        _ expected: ExpectedRefusal,
        arguments: [String] = TestHost.confirmation,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Outcome {
        let before = proxy.mutatingRequests
        let outcome = try await run(["apply", plan, "--json"] + arguments)
        #expect(outcome.exit == expected.exit, "\(outcome)", sourceLocation: sourceLocation)
        #expect(proxy.mutatingRequests == before, sourceLocation: sourceLocation)
        let document = try JSONDocument(parsing: outcome.stdout)
        #expect(document.data.refused.gate.string == expected.gate, "\(outcome)", sourceLocation: sourceLocation)
        #expect(document.data.refused.code.string == expected.code, "\(outcome)", sourceLocation: sourceLocation)
        for word in expected.naming {
            #expect(outcome.stdout.contains(word), "\(outcome)", sourceLocation: sourceLocation)
        }
        try await expectRecorded(document, expected, sourceLocation)
        return outcome
    }

    private func expectRecorded(
        _ refused: JSONDocument,
        _ expected: ExpectedRefusal,
        _ sourceLocation: SourceLocation
    ) async throws {
        let history = try await run("history", "--json").requireExit(0)
        let runs = try JSONDocument(parsing: history.stdout).data.runs.array
        let run = runs.first { $0.run_id == refused.data.run_id }
        #expect(run?.kind.string == "apply", "\(history)", sourceLocation: sourceLocation)
        #expect(run?.outcome.string == "refused", "\(history)", sourceLocation: sourceLocation)
        #expect(run?.exit_code.int == Int(expected.exit), "\(history)", sourceLocation: sourceLocation)
    }
}
