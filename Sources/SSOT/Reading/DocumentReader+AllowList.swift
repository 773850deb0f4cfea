import Domain

extension DocumentReader {
    struct ImageEntry {
        let image: AllowList.Image
        let tagPosition: SourcePosition
    }

    /// A bare name, or `{name role description}`.
    func container(_ node: YAMLNode) -> AllowList.Container? {
        let list = RootKey.allowedContainers.rawValue
        guard case .mapping = node.content else {
            return values.name(node, list).map {
                AllowList.Container(name: $0.value, role: nil, position: $0.position)
            }
        }
        guard let fields = Fields<ContainerKey>(node, "allowed_containers[]", values) else { return nil }
        let role = fields.name(.role)
        _ = fields.text(.description)
        guard let name = required(fields, .name, { fields.name($0) }) else { return nil }
        return AllowList.Container(name: name.value, role: role?.value, position: name.position)
    }

    /// `repo:tag-glob`, or `{repo tag description}`. A missing tag means `latest`, as everywhere in docker: an entry
    /// that allowed every tag by leaving something out would allow more than anyone read in it.
    func imageEntry(_ node: YAMLNode) -> ImageEntry? {
        guard case .mapping = node.content else {
            guard let text = values.name(node, RootKey.allowedImages.rawValue) else { return nil }
            let reference = ImageReference(text.value)
            guard isPlain(repository: reference.repository, of: text) else { return nil }
            return entry(reference.repository, reference.tag, at: text.position, tagAt: text.position)
        }
        guard let fields = Fields<ImageKey>(node, "allowed_images[]", values) else { return nil }
        let tag = fields.name(.tag)
        _ = fields.text(.description)
        guard let repo = required(fields, .repo, { fields.name($0) }) else { return nil }
        guard isPlain(repository: repo.value, of: repo), !hasTag(repo) else { return nil }
        return entry(repo.value, tag?.value ?? "latest", at: repo.position, tagAt: tag?.position ?? repo.position)
    }

    private func entry(
        _ repository: String,
        _ tag: String,
        at position: SourcePosition,
        tagAt tagPosition: SourcePosition
    ) -> ImageEntry {
        let image = AllowList.Image(repository: repository, tag: Glob(tag), position: position)
        return ImageEntry(image: image, tagPosition: tagPosition)
    }

    /// Repositories are compared as they are; a pattern or a digest there would never fit.
    private func isPlain(repository: String, of text: Located<String>) -> Bool {
        let isDigest = text.value.utf8.contains(UInt8(ascii: "@"))
        guard isDigest || !Glob(repository).isLiteral || repository.isEmpty else { return true }
        faults.error(
            .ssotName,
            "The image `\(Legibility.printable(text.value))` has \(isDigest ? "a digest" : "no plain repository").",
            fix: "Write repository:tag; only the tag may hold `*` and `?`.",
            at: text.position
        )
        return false
    }

    private func hasTag(_ repo: Located<String>) -> Bool {
        guard !ImageReference(repo.value).repository.hasSameBytes(as: repo.value) else { return false }
        faults.error(
            .ssotName,
            "`repo` holds a tag: `\(Legibility.printable(repo.value))`.",
            fix: "Write the tag under `tag`.",
            at: repo.position
        )
        return true
    }

    /// A value that its section cannot be without.
    func required<Key: SectionKey, Value>(_ fields: Fields<Key>, _ key: Key, _ read: (Key) -> Value?) -> Value? {
        guard fields[key] == nil else { return read(key) }
        faults.error(
            .ssotMissingKey,
            "The key `\(key.rawValue)` is missing here.",
            fix: "Add `\(key.rawValue): …`.",
            at: fields.position
        )
        return nil
    }
}
