internal import Classification
internal import Domain

extension CleanupDecision {
    /// One action per safe tag. Where the image goes with its tags, the last of them is the delete and waits for all the
    /// others, for the image's users and for the images that were built on it.
    func actions(_ image: ObservedImage) -> [Action] {
        let safe = image.addresses.compactMap { leaving[$0] }
        guard let last = safe.last else { return [] }
        let others = safe.dropLast().map { untag($0, image) }
        return others
            + [goes(image, safe) ? delete(last, image, after: others) : untag(last, image, after: others, of: safe)]
    }

    /// The untag that leaves an image without any tag waits for the others and for all users of the image: should one
    /// of them stay, so does the tag.
    private func untag(
        _ last: ClassifiedResource,
        _ image: ObservedImage,
        after others: [Action],
        of safe: [ClassifiedResource]
    ) -> Action {
        guard safe.count == image.addresses.count else { return untag(last, image) }
        return untag(last, image, after: others.map(\.address) + usage.users(ofImage: image.id).map(\.address))
    }

    private func goes(_ image: ObservedImage, _ safe: [ClassifiedResource]) -> Bool {
        safe.count == image.addresses.count && safe.allSatisfy { !$0.notes.contains(.untagOnly) }
    }

    private func untag(
        _ verdict: ClassifiedResource,
        _ image: ObservedImage,
        after others: [Address] = []
    ) -> Action {
        let users = usage.users(of: image, losing: verdict.address.name, withImage: false)
        return build(
            verdict,
            .untag,
            steps: [.removeImageReference(reference: verdict.address.name, imageID: image.id)],
            after: users.map(\.address) + others,
            .image(precondition(image, users: users))
        )
    }

    private func delete(_ verdict: ClassifiedResource, _ image: ObservedImage, after others: [Action]) -> Action {
        let users = usage.users(of: image, losing: verdict.address.name, withImage: true)
        let step: Step =
            image.tags.isEmpty
            ? .removeImage(id: image.id)
            : .removeImageReference(reference: verdict.address.name, imageID: image.id)
        return build(
            verdict,
            .delete,
            steps: [step],
            after: users.map(\.address) + others.map(\.address) + children(of: image).flatMap(\.addresses),
            .image(precondition(image, users: users))
        )
    }

    private func precondition(_ image: ObservedImage, users: [ObservedContainer]) -> ImagePrecondition {
        ImagePrecondition(image, children: children(of: image), users: users)
    }

    private func children(of image: ObservedImage) -> [ObservedImage] {
        classified.host.images.filter { $0.parentID == image.id }
    }
}
