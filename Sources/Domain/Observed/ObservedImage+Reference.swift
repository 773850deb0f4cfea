extension ObservedImage {
    /// Whether a reference, as people write it, stands for this image: by tag, by digest, by ID or the beginning of one.
    package func bears(_ reference: String) -> Bool {
        let wanted = ImageReference(reference)
        if let digest = wanted.digest {
            let repository = ImageReference.familiarRepository(wanted.repository)
            return digests.map { ImageReference($0) }.contains { own in
                own.digest?.hasSameBytes(as: digest) == true
                    && ImageReference.familiarRepository(own.repository).hasSameBytes(as: repository)
            }
        }
        let familiar = wanted.familiar
        return tags.contains { ImageReference($0).familiar.hasSameBytes(as: familiar) } || isMeantByID(reference)
    }

    private func isMeantByID(_ reference: String) -> Bool {
        guard ImageReference.isImageID(reference) else { return false }
        let digits = id.utf8.dropFirst("sha256:".utf8.count)
        return id.utf8.starts(with: reference.utf8) || digits.starts(with: reference.utf8)
    }
}

extension ImageReference {
    /// A reference as docker shows it, `docker.io/library/odoo` as `odoo:latest`; one with a digest keeps it, and an ID
    /// stays as it is.
    package static func shown(_ reference: String) -> String {
        if reference.utf8.starts(with: "sha256:".utf8) { return reference }
        guard let digest = ImageReference(reference).digest else { return ImageReference(reference).familiar }
        let name = String(reference.prefix { $0 != "@" })
        let parsed = ImageReference(name)
        let isTagged = parsed.repository.utf8.count < name.utf8.count
        return "\(isTagged ? parsed.familiar : familiarRepository(parsed.repository))@\(digest)"
    }
}
