/// One call of the Engine's API.
package struct EngineRequest: Sendable, Hashable {
    package struct QueryItem: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package struct Body: Sendable, Hashable {
        package let bytes: [UInt8]
        package let contentType: String

        package init(_ bytes: [UInt8], contentType: String = "application/json") {
            self.bytes = bytes
            self.contentType = contentType
        }
    }

    package let method: EngineMethod
    package let path: EnginePath
    package let query: [QueryItem]
    package let body: Body?
    /// From the first byte sent to the last byte received.
    package let deadline: Duration

    package init(
        _ method: EngineMethod,
        _ path: EnginePath,
        query: [QueryItem] = [],
        body: Body? = nil,
        deadline: Duration
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.body = body
        self.deadline = deadline
    }

    /// How faults name the call. It leaves the query out, which may hold what is nobody's business.
    var call: String { "\(method.rawValue) \(path)" }

    var target: String {
        guard !query.isEmpty else { return path.description }
        let items = query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
        return "\(path)?" + items.joined(separator: "&")
    }
}

extension EngineRequest {
    /// The same call with less time.
    func with(deadline: Duration) -> EngineRequest {
        EngineRequest(method, path, query: query, body: body, deadline: deadline)
    }
}
