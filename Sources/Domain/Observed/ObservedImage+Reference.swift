extension ObservedImage {
    /// Whether a reference, as people write it, stands for this image: by tag, by digest, by ID or the beginning of one.
    package func bears(_ reference: String) -> Bool {
        if let digest = ImageReference.digest(of: reference) {
            let repository = ImageReference.familiarRepository(ImageReference(reference).repository)
            return digests.contains { own in
                ImageReference.digest(of: own)?.hasSameBytes(as: digest) == true
                    && ImageReference.familiarRepository(ImageReference(own).repository).hasSameBytes(as: repository)
            }
        }
        let familiar = ImageReference(reference).familiar
        return tags.contains { ImageReference($0).familiar.hasSameBytes(as: familiar) } || isMeantByID(reference)
    }

    private func isMeantByID(_ reference: String) -> Bool {
        guard ImageReference.isImageID(reference) else { return false }
        let digits = id.utf8.dropFirst("sha256:".utf8.count)
        return id.utf8.starts(with: reference.utf8) || digits.starts(with: reference.utf8)
    }
}

extension ImageReference {
    /// `sha256:…` of `repository@sha256:…`; `nil` for a reference without a digest.
    package static func digest(of reference: String) -> String? {
        guard let at = reference.utf8.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        return String(reference[reference.utf8.index(after: at)...])
    }

    /// A reference as docker shows it, `docker.io/library/odoo` as `odoo:latest`; one with a digest keeps it, and an ID
    /// stays as it is.
    package static func shown(_ reference: String) -> String {
        if reference.utf8.starts(with: "sha256:".utf8) { return reference }
        guard let digest = digest(of: reference) else { return ImageReference(reference).familiar }
        let name = String(reference.prefix { $0 != "@" })
        let parsed = ImageReference(name)
        let isTagged = parsed.repository.utf8.count < name.utf8.count
        return "\(isTagged ? parsed.familiar : familiarRepository(parsed.repository))@\(digest)"
    }
}
