import AsyncHTTPClient
package import DockerEngine
package import Domain
import JSON
import NIOCore
import NIOHTTP1

/// Runs a health command inside a container. `exec` is a POST, so it stands here, guarded: only an expected, running
/// container is ever asked.
package struct CommandProbe: Sendable {
    private let connection: EngineConnection

    package init(_ connection: EngineConnection) { self.connection = connection }

    /// Runs the words without a shell and without a terminal.
    ///
    /// `verdict`: what classification says of the container now.
    /// - Returns: The exit code.
    /// - Throws: `ProbeFault` where the container must not be asked or gave no answer; `EngineFault` from the Engine.
    package func run(
        _ words: [String],
        in container: ObservedContainer,
        judged verdict: ClassifiedResource,
        within timeout: Duration
    ) async throws -> Int {
        guard verdict.class == .expected, verdict.id == container.id else {
            throw ProbeFault.notExpected(verdict.class)
        }
        guard container.state == .running else { throw ProbeFault.notRunning(container.state) }
        let id = try await create(words, in: container.id, within: timeout)
        try await start(id, within: timeout)
        return try await exitCode(of: id, within: timeout)
    }

    private func create(_ words: [String], in container: String, within timeout: Duration) async throws -> String {
        let body: JSON = ["AttachStdout": true, "AttachStderr": true, "Tty": false, "Cmd": .strings(words)]
        let answer = try await post(EnginePath("containers", container, "exec"), body, timeout)
        guard let id = try JSON.parse(answer.body)["Id"]?.string else { throw ProbeFault.noAnswer }
        return id
    }

    /// Waits for the end of the output, which is the end of the command. The output itself is not kept: it may be
    /// anything.
    private func start(_ id: String, within timeout: Duration) async throws {
        _ = try await post(EnginePath("exec", id, "start"), ["Detach": false, "Tty": false], timeout)
    }

    private func exitCode(of id: String, within timeout: Duration) async throws -> Int {
        guard let path = EnginePath("exec", id, "json") else { throw ProbeFault.noAnswer }
        let answer = try await connection.send(EngineRequest(.get, path, deadline: timeout))
        guard let code = try JSON.parse(answer.body)["ExitCode"]?.integer else { throw ProbeFault.noAnswer }
        return Int(code)
    }

    private func post(_ path: EnginePath?, _ body: JSON, _ timeout: Duration) async throws -> EngineResponse {
        guard let path else { throw ProbeFault.noAnswer }
        let request = EngineRequest(.post, path, body: .init(body.bytes(.compact)), deadline: timeout)
        return try await connection.send(request)
    }
}

/// Why a command was not run, or gave no exit code.
package enum ProbeFault: Error, Sendable, Equatable, CustomStringConvertible {
    case notExpected(ResourceClass)
    case notRunning(ContainerState)
    case noAnswer

    package var description: String {
        switch self {
        case .notExpected(let found): "the container is \(found.rawValue), and only an expected one is asked"
        case .notRunning(let state): "the container is \(state.rawValue)"
        case .noAnswer: "the Engine told no exit code"
        }
    }
}

/// Asks a URL and returns its status. It follows no redirects: an expected status is that of the URL itself.
package struct HTTPProbe: Sendable {
    package init() {}

    /// - Returns: The status code.
    /// - Throws: What the client throws for a refused connection, a broken answer or a deadline.
    package func status(of url: String, within timeout: Duration) async throws -> Int {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // A refused connection is a result. The client would try again until the deadline.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let response = try await client.execute(HTTPClientRequest(url: url), timeout: TimeAmount(timeout))
            try await client.shutdown()
            return Int(response.status.code)
        } catch {
            try await client.shutdown()
            throw error
        }
    }
}
