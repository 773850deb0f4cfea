import DockerEngine
import TestSupport
import Testing

/// Which version is spoken, and whom the client refuses to speak with.
@Suite struct NegotiationTests {
    private func version(_ answer: HostileServer.Answer) async throws -> EngineVersion {
        try await HostileServer.with({ _ in answer }) { server in
            try await withEngineConnection(.unix(path: server.socketPath)) { $0.version }
        }
    }

    @Test(arguments: [("1.41", 41), ("1.46", 46), ("1.47", 47), ("1.52", 47)])
    func `the newest version of both sides is spoken`(theirs: String, spoken: Int) async throws {
        #expect(try await version(.ping(theirs)) == EngineVersion(major: 1, minor: spoken))
    }

    @Test(arguments: ["1.24", "1.40", "0.99"])
    func `an Engine that is too old is refused`(theirs: String) async throws {
        await #expect(throws: EngineFault.unsupportedVersion(theirs: theirs)) { try await version(.ping(theirs)) }
    }

    @Test(arguments: ["", "latest", "1", "1.41.0", "1.4x", "99999999999999999999.1"])
    func `a version that is none is no Engine's`(theirs: String) async throws {
        let error = await #expect(throws: EngineFault.self) { try await version(.ping(theirs)) }
        guard case .notAnEngine = error else { throw try #require(error) }
    }

    @Test func `an answer without a version, HTML and redirects are no Engine's`() async throws {
        let answers: [HostileServer.Answer] = [
            .http(type: "text/plain", "OK"), .http(type: "text/html", headers: ["Api-Version: 1.41"], "<html>"),
            .http(status: "301 Moved Permanently", headers: ["Location: /"], ""), .http(status: "407 Proxy", ""),
        ]
        for answer in answers {
            let error = await #expect(throws: EngineFault.self) { try await version(answer) }
            guard case .notAnEngine = error else { throw try #require(error) }
        }
    }
}
