import Foundation

/// An Engine that one test has for itself: empty before and after.
package enum EmptyEngine {
    package struct Refused: Error, CustomStringConvertible {
        package let host: String

        package var description: String {
            "\(Part.engine.variable) is \(host), an Engine of this machine or its user. These tests remove everything from the Engine "
                + "that they are given: start a private one with `infra/bin/engine start`."
        }
    }

    /// Waits for its turn, empties the Engine, runs `body`, and empties it again.
    package static func with<Value>(
        _ part: Part = .engine,
        _ body: (EngineShell) async throws -> Value
    ) async throws -> Value {
        let host = try TestEngine.configuredHost(part)
        let resolved = URL(fileURLWithPath: String(host.dropFirst("unix://".count))).resolvingSymlinksInPath().path
        let machines = ["/run/", "/var/run/"]
        guard !machines.contains(where: resolved.hasPrefix), !resolved.contains("/.docker/") else {
            throw Refused(host: host)
        }
        let turn = try await EngineTurn(host: host, alone: true)
        defer { turn.end() }
        let engine = EngineShell(host: host)
        try await engine.removeEverything()
        let result: Result<Value, any Error>
        do { result = .success(try await body(engine)) } catch { result = .failure(error) }
        try await engine.removeEverything()
        return try result.get()
    }
}

extension EngineShell {
    fileprivate func removeEverything() async throws {
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
