import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// HTTP/1.1 over a unix socket: one client with its pool, and what an answer may cost.
struct EngineTransport: Sendable {
    private let client: HTTPClient
    private let socketPath: String
    let limits: EngineLimits
    /// Values that are redacted from every message of the Engine.
    private(set) var hiddenValues: HiddenValues = .none

    /// - Throws: `EndpointFault.notSupportedYet` for anything but a unix socket.
    init(_ endpoint: EngineEndpoint, limits: EngineLimits) throws(EndpointFault) {
        switch endpoint {
        case .unix(let path): socketPath = path
        case .tls: throw .notSupportedYet("tcp")
        case .ssh: throw .notSupportedYet("ssh")
        }
        self.limits = limits
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: EngineTransport.configuration)
    }

    func hiding(_ values: HiddenValues) -> EngineTransport {
        var copy = self
        copy.hiddenValues = values
        return copy
    }

    func shutdown() async throws { try await client.shutdown() }

    /// Sends a request once and never repeats it: after a mutating call without an answer only an observation shows
    /// whether it was carried out.
    ///
    /// - Parameters:
    ///   - request: The call.
    ///   - prefix: The version part of the path, `/v1.41`, or empty for `/_ping`.
    /// - Returns: An answer with a status of success, or 304.
    /// - Throws: `EngineFault` for every other result.
    func send(_ request: EngineRequest, below prefix: String) async throws(EngineFault) -> EngineResponse {
        do {
            return try await within(request.deadline, call: request.call) {
                try await exchange(request, below: prefix)
            }
        } catch {
            throw EngineFault(error, call: request.call, socketPath: socketPath)
        }
    }

    private func exchange(_ request: EngineRequest, below prefix: String) async throws -> EngineResponse {
        let message = httpRequest(request, below: prefix)
        let response = try await client.execute(message, deadline: .distantFuture)
        let body = try await collect(response, of: request)
        let answer = EngineAnswer(
            call: request.call,
            status: Int(response.status.code),
            contentType: response.headers.first(name: "Content-Type"),
            apiVersion: response.headers.first(name: "Api-Version"),
            body: body,
            hiding: hiddenValues
        )
        return try answer.response()
    }

    private func httpRequest(_ request: EngineRequest, below prefix: String) -> HTTPClientRequest {
        var message = HTTPClientRequest(url: "http+unix://\(socketPath.percentEncoded)\(prefix)\(request.target)")
        message.method = request.method.http
        message.headers.add(name: "Host", value: "docker")
        message.headers.add(name: "User-Agent", value: "reconcile")
        if let body = request.body {
            message.headers.add(name: "Content-Type", value: body.contentType)
            message.body = .bytes(body.bytes)
        }
        return message
    }

    private func collect(_ response: HTTPClientResponse, of request: EngineRequest) async throws -> [UInt8] {
        var body: [UInt8] = []
        for try await chunk in response.body {
            guard body.count + chunk.readableBytes <= limits.bodyBytes else {
                throw EngineFault.bodyTooLarge(call: request.call, cap: limits.bodyBytes)
            }
            body.append(contentsOf: chunk.readableBytesView)
        }
        // A body that is cancelled ends without an error, as a complete one does.
        guard !Task.isCancelled else { throw EngineFault.cancelled(call: request.call) }
        return body
    }

    /// Fails as soon as the time is over, whatever the other side does.
    private func within(
        _ deadline: Duration,
        call: String,
        _ operation: @Sendable @escaping () async throws -> EngineResponse
    ) async throws -> EngineResponse {
        try await withThrowingTaskGroup(of: EngineResponse.self) { group in
            group.addTask { try await operation() }
            group.addTask {
                try await Alarm(on: client.eventLoopGroup.any(), after: deadline).wait()
                throw EngineFault.deadlineExceeded(call: call)
            }
            defer { group.cancelAll() }
            guard let response = try await group.next() else { throw EngineFault.cancelled(call: call) }
            return response
        }
    }

    private static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 16
        // Without this the client would try again until the deadline; a socket that nobody listens on is to be reported
        // at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}

/// A point in monotonic time that a task can wait for and give up waiting for.
struct Alarm: Sendable {
    private let scheduled: Scheduled<Void>

    init(on eventLoop: any EventLoop, after duration: Duration) {
        scheduled = eventLoop.scheduleTask(in: TimeAmount(duration)) {}
    }

    /// Returns when the time has come; throws when the task is cancelled before.
    func wait() async throws {
        try await withTaskCancellationHandler {
            try await scheduled.futureResult.get()
        } onCancel: {
            scheduled.cancel()
        }
    }
}
