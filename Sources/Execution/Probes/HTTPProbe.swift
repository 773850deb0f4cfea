internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

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
