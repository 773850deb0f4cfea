/// A reference as people and the Engine write it, taken apart for matching: `[registry/]path:tag`, with a digest behind
/// an `@`, or an image's ID or the beginning of one.
package struct ImageReference: Sendable, Equatable {
    /// Everything before the tag: `ghcr.io/acme/ipai-web`.
    package var repository: String
    package var tag: String
    /// `sha256:…` of `repository@sha256:…`; `nil` for a reference without a digest.
    package var digest: String?
    /// Whether it may be an image's ID or the beginning of one.
    package var mayBeID: Bool

    /// Whether nothing but a tag can be meant.
    package var isPlainTag: Bool { digest == nil && !mayBeID }

    /// Reads a reference; a missing tag reads as `latest`, as docker has it, and a digest is cut off.
    package init(_ text: String) {
        let bytes = text.utf8
        let at = bytes.firstIndex(of: UInt8(ascii: "@"))
        let undigested = text[..<(at ?? text.endIndex)]
        digest = at.map { String(text[bytes.index(after: $0)...]) }.flatMap { $0.isEmpty ? nil : $0 }
        mayBeID = ImageReference.isImageID(text)
        let tail = undigested.utf8.lastIndex(of: UInt8(ascii: "/")).map { undigested[$0...] } ?? undigested
        if let colon = tail.utf8.lastIndex(of: UInt8(ascii: ":")) {
            repository = String(text[..<colon])
            tag = String(undigested[bytes.index(after: colon)...])
        } else {
            repository = String(undigested)
            tag = "latest"
        }
    }

    /// The repository without its registry host: `acme/ipai-web`.
    package var path: String { ImageReference.withoutRegistry(repository) }

    /// The reference as the Engine lists it: without docker's own registry, with its tag.
    package var familiar: String { "\(ImageReference.familiarRepository(repository)):\(tag)" }

    /// `docker.io/library/odoo` and `docker.io/acme/web` as docker shows them: `odoo`, `acme/web`.
    package static func familiarRepository(_ repository: String) -> String {
        guard let path = repository.text(after: "index.docker.io/") ?? repository.text(after: "docker.io/") else {
            return repository
        }
        return path.text(after: "library/") ?? path
    }

    /// Whether a container's image reference names an image by its ID rather than by a tag.
    package static func isImageID(_ text: String) -> Bool {
        guard !text.utf8.starts(with: "sha256:".utf8) else { return true }
        return text.utf8.count >= 12 && text.utf8.isLowercaseHex
    }

    /// The last component of the path: `ipai-web`.
    package var lastComponent: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Docker's rule: the first component is a registry when it holds `.` or `:` or is `localhost`.
    private static func withoutRegistry(_ repository: String) -> String {
        let bytes = repository.utf8
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else { return repository }
        let first = bytes[..<slash]
        let isRegistry =
            first.contains(UInt8(ascii: ".")) || first.contains(UInt8(ascii: ":"))
            || first.elementsEqual("localhost".utf8)
        return isRegistry ? String(repository[bytes.index(after: slash)...]) : repository
    }
}
