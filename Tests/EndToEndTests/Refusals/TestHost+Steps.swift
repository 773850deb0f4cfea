import TestSupport
import Testing

extension TestHost {
    /// What became of one step, as `apply --json` told it.
    func step(_ operation: String, of address: String, in outcome: Outcome) throws -> JSONDocument {
        let steps = try JSONDocument(parsing: outcome.stdout).data.steps.array
        let found = steps.first { $0.address.string == address && $0.step.string == operation }
        return try #require(found, "\(outcome)")
    }

    /// How often a mutating request was sent whose target contains `path`.
    func count(_ method: String, _ path: String) -> Int {
        proxy.mutatingRequests.count { $0.method == method && $0.target.contains(path) }
    }

    /// What the ledger says of the run that an apply was, as text.
    func record(of outcome: Outcome) async throws -> String {
        let run = try #require(JSONDocument(parsing: outcome.stdout).data.run_id.string, "\(outcome)")
        return try await self.run("history", "show", run, "--json").requireExit(0).stdout
    }
}
