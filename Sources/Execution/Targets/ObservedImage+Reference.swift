internal import Domain

extension ObservedImage {
    /// Whether a reference with a tag or a digest names this image. References are compared as docker shows them.
    func bears(_ reference: String) -> Bool {
        guard reference.utf8.contains(UInt8(ascii: "@")) else {
            return tags.contains { ImageReference($0).familiar.hasSameBytes(as: ImageReference(reference).familiar) }
        }
        let wanted = ObservedImage.digest(reference)
        return digests.contains { ObservedImage.digest($0).hasSameBytes(as: wanted) }
    }

    /// `repository@sha256:…` in docker's own spelling, whatever tag stands before the digest.
    private static func digest(_ reference: String) -> String {
        let digest = reference.split(separator: "@", maxSplits: 1).last ?? ""
        return "\(ImageReference.familiarRepository(ImageReference(reference).repository))@\(digest)"
    }
}
