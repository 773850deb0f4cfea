import DockerEngine
import TestSupport
import Testing

/// What the client makes of answers that no Engine should give.
@Suite struct HostileAnswerTests {
    private static let limits = EngineLimits(bodyBytes: 100_000, readDeadline: .seconds(10))
    private static let hasty = EngineLimits(bodyBytes: 100_000, readDeadline: .milliseconds(300))

    /// Opens a connection to a server that pings well and answers everything else with the script.
    private func read(
        limits: EngineLimits = limits,
        _ script: @escaping HostileServer.Script,
        _ check: (EngineReader, HostileServer) async throws -> Void
    ) async throws {
        try await HostileServer.with({ line in line.contains("/_ping") ? .ping() : script(line) }) { server in
            try await withEngineConnection(.unix(path: server.socketPath), limits: limits) { connection in
                try await check(EngineReader(connection), server)
            }
        }
    }

    private func fault(
        limits: EngineLimits = limits,
        _ answer: HostileServer.Answer,
        of read: @escaping (EngineReader) async throws(EngineFault) -> [UInt8] = { r throws(EngineFault) in
            try await r.info()
        }
    ) async throws -> EngineFault? {
        var fault: EngineFault?
        try await self.read(limits: limits, { _ in answer }) { reader, _ in
            do throws(EngineFault) { _ = try await read(reader) } catch { fault = error }
        }
        return fault
    }

    @Test func `two 500s and then an answer are an answer`() async throws {
        try await read({ _ in .http(status: "500 Internal Server Error", #"{"message":"no"}"#) }) { reader, server in
            await #expect(throws: EngineFault.refused(status: 500, EngineMessage("no"))) { try await reader.info() }
            #expect(server.requestLines.filter { $0.contains("/info") }.count == 3)
        }
        let count = Counter()
        try await read({ _ in count.next() < 3 ? .http(status: "503 Busy", "{}") : .http(#"{"ID":"x"}"#) }) {
            reader,
            _ in
            let answer = try await reader.info()
            #expect(answer == Array(#"{"ID":"x"}"#.utf8))
        }
    }

    @Test func `a mutating call that fails with 500 is sent once`() async throws {
        try await HostileServer.with({ $0.contains("/_ping") ? .ping() : .http(status: "500 Oops", "{}") }) { server in
            try await withEngineConnection(.unix(path: server.socketPath)) { connection in
                let path = try #require(EnginePath("containers", "abc", "stop"))
                let stop = EngineRequest(.post, path, query: [.init("t", "1")], deadline: .seconds(5))
                let error = await #expect(throws: EngineFault.self) { _ = try await connection.send(stop) }
                #expect(error?.leavesOutcomeUnknown == true)
            }
            #expect(server.requestLines == ["GET /_ping HTTP/1.1", "POST /v1.41/containers/abc/stop?t=1 HTTP/1.1"])
        }
    }

    @Test func `a mutating call whose connection breaks is sent once and its outcome is unknown`() async throws {
        try await HostileServer.with({ $0.contains("/_ping") ? .ping() : HostileServer.Answer("") }) { server in
            try await withEngineConnection(.unix(path: server.socketPath)) { connection in
                let path = try #require(EnginePath("volumes", "v"))
                let delete = EngineRequest(.delete, path, deadline: .seconds(5))
                let error = await #expect(throws: EngineFault.self) { _ = try await connection.send(delete) }
                #expect(error == .connectionLost(call: "DELETE /volumes/v"))
                #expect(error?.leavesOutcomeUnknown == true)
            }
            #expect(server.requestLines.count == 2)
        }
    }

    @Test func `HTML is not an Engine's answer, whatever its content type says`() async throws {
        let page = "<!DOCTYPE html><html></html>"
        #expect(
            try await fault(.http(type: "text/html", page)) == .notAnEngine(why: "GET /info was answered with HTML")
        )
        #expect(try await fault(.http(page)) == .notAnEngine(why: "GET /info was answered with HTML"))
    }

    @Test func `a redirect is not followed`() async throws {
        try await read({ _ in .http(status: "302 Found", headers: ["Location: http://elsewhere/info"], "") }) {
            reader,
            server in
            await #expect(throws: EngineFault.notAnEngine(why: "GET /info was redirected")) { try await reader.info() }
            #expect(server.requestLines.count == 2)
        }
    }

    @Test func `a proxy that asks for authentication is no Engine`() async throws {
        let fault = try await fault(.http(status: "407 Proxy Authentication Required", "{}"))
        #expect(fault == .notAnEngine(why: "a proxy asks for authentication"))
    }

    @Test(arguments: [0, 1, 7, 20, 60, 100])
    func `an answer that ends early is a lost connection or no HTTP, never an answer`(length: Int) async throws {
        let whole =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 200\r\n\r\n"
            + String(repeating: "x", count: 100)
        let fault = try await fault(HostileServer.Answer(String(whole.prefix(length))))
        #expect(fault == .connectionLost(call: "GET /info"))
    }

    @Test func `a Content-Length that promises too much is a lost connection`() async throws {
        let fault = try await fault(.unfinished(#"{"ID":"x"}"#, promised: 5_000))
        #expect(fault == .connectionLost(call: "GET /info"))
    }

    @Test func `garbage instead of HTTP is malformed`() async throws {
        #expect(try await fault(HostileServer.Answer("SSH-2.0-OpenSSH_9.2\r\n")) != nil)
        let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"
        #expect(
            try await fault(HostileServer.Answer(chunks)) == .malformed(call: "GET /info", reason: "it is no HTTP/1.1")
        )
    }

    @Test func `a body beyond the cap is refused while it still comes`() async throws {
        let endless = HostileServer.Answer("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", then: .flood)
        #expect(try await fault(endless) == .bodyTooLarge(call: "GET /info", cap: 100_000))
        let promised = HostileServer.Answer.unfinished("[", promised: 1 << 40, then: .flood)
        #expect(try await fault(promised) == .bodyTooLarge(call: "GET /info", cap: 100_000))
    }

    @Test(.timeLimit(.minutes(1)), arguments: [HostileServer.Answer.Ending.silence, .drip])
    func `silence and a slow trickle end at the deadline`(ending: HostileServer.Answer.Ending) async throws {
        let nothing = try await fault(limits: Self.hasty, HostileServer.Answer("", then: .silence))
        #expect(nothing == .deadlineExceeded(call: "GET /info"))
        let body = try await fault(limits: Self.hasty, .unfinished("[", promised: 90_000, then: ending))
        #expect(body == .deadlineExceeded(call: "GET /info"))
    }

    @Test func `a 404 and a 409 are faults of their own, with the Engine's text`() async throws {
        let missing = try await fault(.http(status: "404 Not Found", #"{"message":"No such container: x"}"#))
        #expect(missing == .notFound(EngineMessage("No such container: x")))
        let conflict = try await fault(.http(status: "409 Conflict", #"{"message":"in use"}"#))
        #expect(conflict == .conflict(EngineMessage("in use")))
    }

    @Test func `secrets and terminal codes in an error text are in no description of the fault`() async throws {
        let text =
            #"{"message":"bad env POSTGRES_PASSWORD=canary-1 at https://bob:canary-2@reg/ Bearer canary-3 \u001b[2J"}"#
        let fault = try #require(try await fault(.http(status: "400 Bad Request", text)))
        for shown in ["\(fault)", String(describing: fault), String(reflecting: fault), dumped(fault)] {
            #expect(!shown.contains("canary"))
            #expect(!shown.contains("\u{1b}"))
            #expect(shown.contains("bad env"))
        }
    }

    @Test func `a name that would leave its path is not asked for`() async throws {
        try await read({ _ in .http("{}") }) { reader, server in
            for name in ["../info", "..", ".", "", "a//b", "a/../b"] {
                await #expect(throws: EngineFault.self) { try await reader.inspectContainer(name) }
            }
            #expect(server.requestLines.count == 1)
            _ = try await reader.inspectImage("reg:5000/a b/c:1?x#y%2e")
            #expect(server.requestLines.last == "GET /v1.41/images/reg%3A5000/a%20b/c%3A1%3Fx%23y%252e/json HTTP/1.1")
        }
    }

    private func dumped(_ value: EngineFault) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }
}
