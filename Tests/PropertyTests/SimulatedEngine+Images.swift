import Domain

extension SimulatedEngine {
    /// `DELETE /images/REFERENCE?noprune=1`.
    mutating func untag(_ reference: String, _ id: String) throws(Conflict) {
        guard let index = images.firstIndex(where: { $0.tags.contains(reference) }) else {
            throw Conflict("404 image \(reference)")
        }
        let image = images[index]
        guard image.id == id else { throw Conflict("\(reference) is another image now") }
        if isSingle(image), let user = containers.first(where: { $0.imageID == id }) {
            throw Conflict("409 \(user.name) uses the image of \(reference), which has no other reference")
        }
        let tags = image.tags.filter { $0 != reference }
        let digests = digests(of: image, left: tags, without: reference)
        images[index].tags = tags
        images[index].digests = digests
        guard tags.isEmpty, digests.isEmpty else { return }
        // With a child the Engine answers 200 and keeps the image, now without a name.
        if !images.contains(where: { $0.parentID == id }) { images.remove(at: index) }
    }

    /// `DELETE /images/ID?noprune=1`.
    mutating func removeImage(_ id: String) throws(Conflict) {
        guard let index = images.firstIndex(where: { $0.id == id }) else { throw Conflict("404 image \(id)") }
        let repositories = Set((images[index].tags + images[index].digests).map { Wording.parts($0).whole })
        guard repositories.count <= 1, images[index].tags.count <= 1 else {
            throw Conflict("409 image \(id) is referenced in multiple repositories")
        }
        if let child = images.first(where: { $0.parentID == id }) { throw Conflict("409 \(id) has child \(child.id)") }
        if let user = containers.first(where: { $0.imageID == id }) { throw Conflict("409 \(user.name) uses \(id)") }
        images.remove(at: index)
    }

    /// One tag, or one tag with digests of its own repository.
    private func isSingle(_ image: ObservedImage) -> Bool {
        image.tags.count == 1 && Set((image.tags + image.digests).map { Wording.parts($0).whole }).count == 1
    }

    /// The last tag of a repository takes the repository's digests with it.
    private func digests(of image: ObservedImage, left tags: [String], without reference: String) -> [String] {
        let repository = Wording.parts(reference).whole
        guard !tags.contains(where: { Wording.parts($0).whole == repository }) else { return image.digests }
        return image.digests.filter { Wording.parts($0).whole != repository }
    }
}
