/// A tag as the Engine prints it, `[registry/]path:tag`, taken apart for matching.
package struct ImageReference: Sendable, Equatable {
    /// Everything before the tag: `ghcr.io/acme/ipai-web`.
    package let repository: String
    /// The repository without its registry host: `acme/ipai-web`.
    package let path: String
    package let tag: String

    /// Reads a reference; a missing tag reads as `latest`, as docker has it, and a digest is cut off.
    package init(_ text: String) {
        let undigested = text.split(separator: "@", maxSplits: 1).first.map(String.init) ?? text
        let lastSlash = undigested.lastIndex(of: "/")
        let tail = lastSlash.map { undigested[undigested.index(after: $0)...] } ?? undigested[...]
        if let colon = tail.lastIndex(of: ":") {
            repository = String(undigested[..<colon])
            tag = String(undigested[undigested.index(after: colon)...])
        } else {
            repository = undigested
            tag = "latest"
        }
        path = ImageReference.withoutRegistry(repository)
    }

    /// The last component of the path: `ipai-web`.
    package var lastComponent: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Docker's rule: the first component is a registry when it holds `.` or `:` or is `localhost`.
    private static func withoutRegistry(_ repository: String) -> String {
        guard let slash = repository.firstIndex(of: "/") else { return repository }
        let first = repository[..<slash]
        guard first.contains(".") || first.contains(":") || first == "localhost" else { return repository }
        return String(repository[repository.index(after: slash)...])
    }
}
