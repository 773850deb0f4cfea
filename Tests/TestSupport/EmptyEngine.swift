import Foundation

/// An Engine that one test has for itself: empty before and after.
package struct EmptyEngine: Sendable {
    package struct Refused: Error, CustomStringConvertible {
        package let host: String

        package var description: String {
            "\(TestEngine.variable) is \(host), an Engine of this machine or its user. These tests remove everything from the Engine "
                + "that they are given: start a private one with `infra/bin/engine start`."
        }
    }

    /// `unix:///…`.
    package let host: String
    private let engine: TestEngine

    /// One that the test has started itself, and that nobody else knows.
    package init(new host: String) {
        self.host = host
        engine = TestEngine(host: host, prefix: "")
    }

    /// Waits for its turn, empties the Engine, runs `body`, and empties it again. `variable` names the Engine's socket.
    package static func with<Value>(
        _ variable: String = TestEngine.variable,
        _ body: (EmptyEngine) async throws -> Value
    ) async throws -> Value {
        let host = try TestEngine.configuredHost(variable)
        let resolved = URL(fileURLWithPath: String(host.dropFirst("unix://".count))).resolvingSymlinksInPath().path
        let machines = ["/run/", "/var/run/"]
        guard !machines.contains(where: resolved.hasPrefix), !resolved.contains("/.docker/") else {
            throw Refused(host: host)
        }
        let turn = try await EngineTurn(host: host, alone: true)
        defer { turn.end() }
        let empty = EmptyEngine(new: host)
        try await empty.removeEverything()
        let result: Result<Value, any Error>
        do { result = .success(try await body(empty)) } catch { result = .failure(error) }
        try await empty.removeEverything()
        return try result.get()
    }

    /// Runs docker's own command line against this Engine.
    @discardableResult
    package func docker(_ arguments: String...) async throws -> String { try await engine.docker(arguments) }

    @discardableResult
    package func docker(_ arguments: [String]) async throws -> String { try await engine.docker(arguments) }

    /// Runs a shell script whose `docker` speaks to this Engine; stops at the first failure.
    @discardableResult
    package func shell(_ script: String) async throws -> String {
        let environment = ["DOCKER_HOST": host, "DOCKER_CONTEXT": "", "DOCKER_BUILDKIT": "0"]
        return try await Command.run("/bin/sh", ["-euc", script], environment: environment)
    }

    private func removeEverything() async throws {
        try await shell(
            """
            each() { xargs -r -n 50 "$@" >/dev/null; }
            docker ps -aq --no-trunc --filter status=paused | each docker unpause
            docker ps -aq --no-trunc | each docker rm -f -v
            docker volume ls -q | each docker volume rm -f
            for _ in 1 2; do # settings go after the networks that were made from them
                docker network ls -q --no-trunc --filter type=custom | each docker network rm && break
            done
            [ -z "$(docker network ls -q --filter type=custom)" ]
            docker images --format '{{.Repository}}:{{.Tag}}' | grep -v '<none>' | each docker rmi || true
            for _ in 1 2 3 4 5; do # parents go after their children
                docker images -aq --no-trunc | sort -u | each docker rmi -f 2>/dev/null && break
            done
            """
        )
    }
}
