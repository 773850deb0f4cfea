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

    /// The reference as the Engine lists it: without docker's own registry, with its tag.
    package var familiar: String { "\(ImageReference.familiarRepository(repository)):\(tag)" }

    /// `docker.io/library/odoo` and `docker.io/acme/web` as docker shows them: `odoo`, `acme/web`.
    package static func familiarRepository(_ repository: String) -> String {
        for prefix in ["index.docker.io/library/", "docker.io/library/", "index.docker.io/", "docker.io/"]
        where repository.utf8.starts(with: prefix.utf8) {
            return String(repository.dropFirst(prefix.count))
        }
        return repository
    }

    /// Whether a container's image reference names an image by its ID rather than by a tag.
    package static func isImageID(_ text: String) -> Bool {
        guard !text.utf8.starts(with: "sha256:".utf8) else { return true }
        return text.utf8.count >= 12 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
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
