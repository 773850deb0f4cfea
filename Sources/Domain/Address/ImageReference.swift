/// A reference as people and the Engine write it, taken apart for matching: `[registry/]path:tag`, with a digest behind an
/// `@`, or an image's ID or the beginning of one.
package struct ImageReference: Sendable, Equatable {
    /// Everything before the tag: `ghcr.io/acme/ipai-web`.
    package let repository: String
    /// The repository without its registry host: `acme/ipai-web`.
    package let path: String
    package let tag: String
    /// `sha256:…` of `repository@sha256:…`; `nil` for a reference without a digest.
    package let digest: String?
    /// Whether it may be an image's ID or the beginning of one.
    package let mayBeID: Bool

    /// Whether nothing but a tag can be meant.
    package var isPlainTag: Bool { digest == nil && !mayBeID }

    /// Reads a reference; a missing tag reads as `latest`, as docker has it, and a digest is cut off.
    package init(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        let undigested = parts.first ?? text
        digest = parts.count == 2 ? parts[1] : nil
        mayBeID = ImageReference.isImageID(text)
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
            return String(decoding: repository.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
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
