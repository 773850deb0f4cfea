/// A path below the API's version, encoded so that no name from outside can leave its place in it.
package struct EnginePath: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// A path of the API without a name in it: `/containers/json`.
    package init(_ path: StaticString) { description = "\(path)" }

    /// `/<collection>/<name>` with an optional suffix: `/containers/<id>/json`.
    ///
    /// `nil` for a name that is empty or has an empty, `.` or `..` component: no object bears one, and the Engine's
    /// router would fold it into another path. Slashes stay, because image references have them.
    package init?(_ collection: StaticString, _ name: String, _ suffix: StaticString? = nil) {
        let components = name.split(separator: "/", omittingEmptySubsequences: false)
        guard components.allSatisfy({ $0 != "" && $0 != "." && $0 != ".." }), !name.utf8.contains(0) else { return nil }
        let encoded = components.map { String($0).percentEncoded }.joined(separator: "/")
        description = "/\(collection)/\(encoded)" + (suffix.map { "/\($0)" } ?? "")
    }
}
