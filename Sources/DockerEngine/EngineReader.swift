/// The reading half of an Engine's API. It has no way to send anything but GET, so that whoever holds it cannot change
/// the host, and it works through a socket that lets only GET pass.
///
/// Answers are the Engine's bytes; every read has the connection's deadline and is repeated twice where the connection
/// breaks or the Engine answers 5xx.
package struct EngineReader: Sendable {
    private let connection: EngineConnection
    private let retries: RetryPolicy

    package init(_ connection: EngineConnection, retries: RetryPolicy = .standard) {
        self.connection = connection
        self.retries = retries
    }

    package var endpoint: EngineEndpoint { connection.endpoint }

    package var version: EngineVersion { connection.version }

    /// Asks whether the Engine answers (`GET /_ping`).
    ///
    /// - Throws: `EngineFault` where the Engine gives no usable answer, after the repeats.
    package func ping() async throws(EngineFault) { _ = try await get(EnginePath("/_ping")) }

    /// What the Engine says of itself (`GET /info`).
    ///
    /// - Throws: `EngineFault` where the Engine gives no usable answer, after the repeats.
    package func info() async throws(EngineFault) -> [UInt8] { try await get(EnginePath("/info")) }

    /// All containers, stopped ones included.
    ///
    /// - Throws: `EngineFault` where the Engine gives no usable answer, after the repeats.
    package func containers() async throws(EngineFault) -> [UInt8] {
        try await get(EnginePath("/containers/json"), all: true)
    }

    /// All images, the parents of others included.
    ///
    /// - Throws: `EngineFault` where the Engine gives no usable answer, after the repeats.
    package func images() async throws(EngineFault) -> [UInt8] {
        try await get(EnginePath("/images/json"), all: true)
    }

    /// The list of volumes. It may be slow: the Engine asks every volume plugin, and waits some time for one that does
    /// not answer.
    ///
    /// - Throws: `EngineFault` where the Engine gives no usable answer, after the repeats.
    package func volumes() async throws(EngineFault) -> [UInt8] {
        try await get(EnginePath("/volumes"), deadline: connection.limits.volumesDeadline)
    }

    /// The services of a swarm, which only a manager lists.
    ///
    /// - Throws: ``EngineFault/refused(status:_:)`` where this Engine is no swarm manager; another `EngineFault` where
    ///   it gives no usable answer.
    package func services() async throws(EngineFault) -> [UInt8] { try await get(EnginePath("/services")) }

    /// The tasks of a swarm, which only a manager lists.
    ///
    /// - Throws: ``EngineFault/refused(status:_:)`` where this Engine is no swarm manager; another `EngineFault` where
    ///   it gives no usable answer.
    package func tasks() async throws(EngineFault) -> [UInt8] { try await get(EnginePath("/tasks")) }

    /// All networks.
    ///
    /// - Throws: `EngineFault` where the Engine gives no usable answer, after the repeats.
    package func networks() async throws(EngineFault) -> [UInt8] { try await get(EnginePath("/networks")) }

    /// - Throws: ``EngineFault/notFound(_:)`` where there is none, as all inspects do.
    package func inspectContainer(_ id: String) async throws(EngineFault) -> [UInt8] {
        try await inspect(EnginePath("containers", id, "json"))
    }

    /// The image that an ID, `repo:tag` or `repo@digest` names now.
    ///
    /// - Throws: ``EngineFault/notFound(_:)`` where there is none; another `EngineFault` where the Engine gives no
    ///   usable answer.
    package func inspectImage(_ reference: String) async throws(EngineFault) -> [UInt8] {
        try await inspect(EnginePath("images", reference, "json"))
    }

    /// The volume of this name.
    ///
    /// - Throws: ``EngineFault/notFound(_:)`` where there is none; another `EngineFault` where the Engine gives no
    ///   usable answer.
    package func inspectVolume(_ name: String) async throws(EngineFault) -> [UInt8] {
        try await inspect(EnginePath("volumes", name))
    }

    /// The network of this ID.
    ///
    /// - Throws: ``EngineFault/notFound(_:)`` where there is none; another `EngineFault` where the Engine gives no
    ///   usable answer.
    package func inspectNetwork(_ id: String) async throws(EngineFault) -> [UInt8] {
        try await inspect(EnginePath("networks", id))
    }

    private func inspect(_ path: EnginePath?) async throws(EngineFault) -> [UInt8] {
        guard let path else { throw .notFound(EngineMessage("no object can have that name")) }
        return try await get(path)
    }

    private func get(
        _ path: EnginePath,
        all: Bool = false,
        deadline: Duration? = nil
    ) async throws(EngineFault) -> [UInt8] {
        let query = all ? [EngineRequest.QueryItem("all", "1")] : []
        let request = EngineRequest(.get, path, query: query, deadline: deadline ?? connection.limits.readDeadline)
        return try await retries.run(within: request.deadline) { deadline throws(EngineFault) in
            try await connection.send(request.with(deadline: deadline))
        }.body
    }
}
