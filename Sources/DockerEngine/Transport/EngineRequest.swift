import NIOHTTP1

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

    /// How faults name the call: method and path. The query is left out, because it may hold private values.
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

/// The HTTP methods of the Engine's API.
package enum EngineMethod: String, Sendable, CaseIterable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"

    var http: HTTPMethod {
        switch self {
        case .get: .GET
        case .post: .POST
        case .put: .PUT
        case .delete: .DELETE
        }
    }
}

/// A path below the API's version, encoded so that no name from outside can leave its place in it.
package struct EnginePath: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// A path of the API without a name in it: `/containers/json`.
    package init(_ path: StaticString) { description = "\(path)" }

    /// `/<collection>/<name>` with an optional suffix: `/containers/<id>/json`.
    ///
    /// `nil` for a name that is empty or has an empty, `.` or `..` component: no object has such a name, and the
    /// Engine's router would normalise the path to another one. Slashes stay, because image references have them.
    package init?(_ collection: StaticString, _ name: String, _ suffix: StaticString? = nil) {
        let components = name.split(separator: "/", omittingEmptySubsequences: false)
        guard components.allSatisfy({ $0 != "" && $0 != "." && $0 != ".." }), !name.utf8.contains(0) else { return nil }
        let encoded = components.map { String($0).percentEncoded }.joined(separator: "/")
        description = "/\(collection)/\(encoded)" + (suffix.map { "/\($0)" } ?? "")
    }
}

extension String {
    /// The text with every byte but RFC 3986's unreserved ones percent-encoded.
    var percentEncoded: String {
        var result = ""
        for byte in utf8 {
            if String.isUnreserved(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
