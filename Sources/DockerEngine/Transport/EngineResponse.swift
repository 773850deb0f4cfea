/// An answer of the Engine with a status of success, 304 included.
package struct EngineResponse: Sendable, Hashable {
    package let status: Int
    package let body: [UInt8]
    /// The `Api-Version` header.
    package let apiVersion: String?

    package init(status: Int, body: [UInt8], apiVersion: String?) {
        self.status = status
        self.body = body
        self.apiVersion = apiVersion
    }

    /// The Engine had nothing to do: already started, already stopped.
    package var isUnchanged: Bool { status == 304 }
}
