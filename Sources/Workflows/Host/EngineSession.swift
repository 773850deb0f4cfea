package import DockerEngine
import Domain
import Files
import Inventory
import SSOT

/// An open connection to the Engine that the flags, the environment and the SSOT choose.
package struct EngineSession: Sendable {
    package let connection: EngineConnection
    let resolved: ResolvedEndpoint
    let environment: Environment

    /// What plans and reports call the endpoint.
    package var endpoint: String { resolved.endpoint.description }

    /// The version of the API that is spoken here.
    var apiVersion: String { connection.version.description }

    func observer(_ key: DigestKey) -> Observer {
        Observer(
            reader: EngineReader(connection),
            digestKey: key,
            own: OwnContainerHint(
                cgroup: environment.ownFile("cgroup"),
                mountInfo: environment.ownFile("mountinfo"),
                hostName: environment.hostName
            ),
            patience: Patience(pause: environment.pause) { what in environment.progress(.waiting(what)) }
        )
    }

    /// What an error of this session is to a user.
    func failure(_ error: any Error) -> Failure {
        (error as? EngineFault).map { EngineFailure.failure($0, resolved.endpoint) } ?? Failure(error)
    }

    /// What a stack is sealed for here.
    func target(_ key: DigestKey) -> BuiltStack.Target {
        BuiltStack.Target(key.stackDigests, speaking: apiVersion)
    }

    /// Resolves the endpoint by docker's own order, says which it is, and opens it for the time of `body`.
    ///
    /// - Throws: `Failure` 69 where no Engine answers, 78 where the endpoint is not to be used.
    static func open<Value: Sendable>(
        _ options: Options,
        _ environment: Environment,
        project: Project?,
        _ body: (EngineSession) async throws -> Value
    ) async throws -> Value {
        let resolved = try resolve(options, environment, project)
        environment.progress(.endpoint("Engine: \(resolved.endpoint) (\(resolved.source))"))
        do {
            return try await withEngineConnection(resolved.endpoint) { connection in
                try await body(EngineSession(connection: connection, resolved: resolved, environment: environment))
            }
        } catch let fault as EngineFault {
            throw EngineFailure.failure(fault, resolved.endpoint)
        } catch let fault as EndpointFault {
            throw EngineFailure.refused(fault)
        }
    }

    static func resolve(
        _ options: Options,
        _ environment: Environment,
        _ project: Project?
    ) throws -> ResolvedEndpoint {
        do throws(EndpointFault) {
            return try EndpointResolver.resolve(
                context: options.context,
                host: options.host,
                environment: environment.variables,
                ssotHost: project?.document.docker.host?.value,
                readFile: { path in
                    guard FileKind.of(path, followingLinks: true) != nil else { return nil }
                    return try FileReading.read(path, limit: 1 << 20, followingLinks: true)
                }
            )
        } catch {
            throw EngineFailure.refused(error)
        }
    }
}
