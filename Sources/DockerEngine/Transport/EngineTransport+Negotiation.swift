extension EngineTransport {
    /// Asks `/_ping`, and takes the newest version that both sides speak.
    ///
    /// - Throws: `notAnEngine` where the answer bears no version, `unsupportedVersion` below ``EngineVersion/oldest``.
    func negotiatedVersion() async throws(EngineFault) -> EngineVersion {
        let ping = EngineRequest(.get, EnginePath("/_ping"), deadline: limits.readDeadline)
        let answer = try await RetryPolicy.standard.run(within: limits.readDeadline) { deadline throws(EngineFault) in
            try await send(ping.with(deadline: deadline), below: "")
        }
        guard let text = answer.apiVersion else {
            throw .notAnEngine(why: "its answer to GET /_ping bears no Api-Version")
        }
        guard let theirs = EngineVersion(parsing: text) else {
            throw .notAnEngine(why: "its Api-Version is no version")
        }
        guard theirs >= .oldest else { throw .unsupportedVersion(theirs: theirs.description) }
        return min(theirs, .newest)
    }
}
