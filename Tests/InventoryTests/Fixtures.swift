import DockerEngine
import Domain
import Inventory
import TestSupport
import Testing

/// What the tests of this folder share: a key, a time, and an observer of a real or a hostile Engine.
enum Fixtures {
    static let now = Timestamp(secondsSince1970: 1_795_000_000)

    static func key(_ byte: UInt8 = 7) throws -> DigestKey {
        try #require(DigestKey([UInt8](repeating: byte, count: 32)))
    }

    /// Gives the test an observer of the real Engine.
    static func withEngine(_ body: (TestEngine, Observer) async throws -> Void) async throws {
        try await TestEngine.with { engine in
            try await withEngineConnection(try EngineEndpoint(parsing: engine.host)) { connection in
                try await body(engine, Observer(reader: EngineReader(connection), digestKey: try key()))
            }
        }
    }

    /// Gives the test an observer of an Engine that answers each path with the given body; a path that is not given is
    /// answered as an empty host would.
    static func withAnswers(
        _ answers: [String: String],
        own: OwnContainerHint = .none,
        _ body: (Observer, HostileServer) async throws -> Void
    ) async throws {
        try await withScript({ path in answers[path].map { .http($0) } }, own: own, body)
    }

    /// The same with an answer that may depend on more than the path; `nil` is what an empty host answers.
    static func withScript(
        _ script: @escaping @Sendable (_ path: String) -> HostileServer.Answer?,
        own: OwnContainerHint = .none,
        _ body: (Observer, HostileServer) async throws -> Void
    ) async throws {
        try await HostileServer.with({ line in
            let target = String(line.split(separator: " ")[1])
            let path = target.replacing("/v1.41", with: "").split(separator: "?").first.map(String.init) ?? ""
            return script(path) ?? emptyHost(path)
        }) { server in
            try await withEngineConnection(.unix(path: server.socketPath)) { connection in
                try await body(Observer(reader: EngineReader(connection), digestKey: try key(), own: own), server)
            }
        }
    }

    private static func emptyHost(_ path: String) -> HostileServer.Answer {
        switch path {
        case "/_ping": .ping()
        case "/info": .http(#"{"ID":"AAAA","Name":"host"}"#)
        case "/containers/json", "/images/json", "/networks": .http("[]")
        case "/volumes": .http(#"{"Volumes":null,"Warnings":null}"#)
        default: .http(status: "404 Not Found", #"{"message":"no"}"#)
        }
    }
}
