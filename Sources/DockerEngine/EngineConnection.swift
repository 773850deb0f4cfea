/// An open, negotiated connection to one Engine.
package struct EngineConnection: Sendable {
    package let endpoint: EngineEndpoint
    /// The version that every call of this connection speaks.
    package let version: EngineVersion
    private let transport: EngineTransport

    package var limits: EngineLimits { transport.limits }

    init(endpoint: EngineEndpoint, version: EngineVersion, transport: EngineTransport) {
        self.endpoint = endpoint
        self.version = version
        self.transport = transport
    }

    /// The same connection with these values redacted from every fault: an Engine may quote the request in its error
    /// message.
    package func hiding(_ values: HiddenValues) -> EngineConnection {
        EngineConnection(endpoint: endpoint, version: version, transport: transport.hiding(values))
    }

    /// Sends one call, once: it is never repeated here, so that a mutating call happens at most one time.
    ///
    /// - Returns: An answer with a status of success, or 304.
    /// - Throws: A fault for every other status, for an answer that is not the Engine's, and for one that is too late
    ///   or too large; ``EngineFault/leavesOutcomeUnknown`` tells whether the call may have been carried out.
    package func send(_ request: EngineRequest) async throws(EngineFault) -> EngineResponse {
        try await transport.send(request, below: "/v\(version)")
    }
}

/// Opens a connection, negotiates the API's version, and closes the connection whatever `body` does.
///
/// - Throws: `EndpointFault` for an endpoint that cannot be opened, `EngineFault` where nobody or no Engine answers,
///   and what `body` throws.
package func withEngineConnection<Value: Sendable>(
    _ endpoint: EngineEndpoint,
    limits: EngineLimits = .standard,
    _ body: (EngineConnection) async throws -> Value
) async throws -> Value {
    let transport = try EngineTransport(endpoint, limits: limits)
    let value: Value
    do {
        let version = try await transport.negotiatedVersion()
        value = try await body(EngineConnection(endpoint: endpoint, version: version, transport: transport))
    } catch {
        // The error of the work is reported, even where closing the connection fails too.
        do { try await transport.shutdown() } catch _ {}
        throw error
    }
    try await transport.shutdown()
    return value
}

/// How often a read is repeated. Nothing that changes the host goes through here.
package struct RetryPolicy: Sendable {
    private let retries: Int
    private let pause: @Sendable (_ attempt: Int) async -> Void

    /// Two retries at once, without a pause.
    package static let standard = RetryPolicy()

    /// - Parameters:
    ///   - retries: How many attempts may follow the first.
    ///   - pause: What to do before a retry; it is given the number of the attempt that failed, from 1.
    package init(retries: Int = 2, pause: @escaping @Sendable (_ attempt: Int) async -> Void = { _ in }) {
        self.retries = retries
        self.pause = pause
    }

    /// Runs `read` until it succeeds, fails with a fault that repeating cannot cure, or the retries or the deadline are
    /// used up. `read` receives the time that is left, measured on a monotonic clock.
    func run(
        within limit: Duration,
        _ read: (_ deadline: Duration) async throws(EngineFault) -> EngineResponse
    ) async throws(EngineFault) -> EngineResponse {
        let end = ContinuousClock.now + limit
        var attempt = 1
        while true {
            do throws(EngineFault) {
                return try await read(end - .now)
            } catch {
                guard error.allowsRetry, attempt <= retries, !Task.isCancelled else { throw error }
            }
            await pause(attempt)
            attempt += 1
        }
    }
}
