internal import Classification
internal import Domain

extension CleanupDecision {
    /// One action per safe tag. Where the image goes with its tags, the last of them is the delete and waits for all the
    /// others, for the image's users and for the images that were built on it.
    func actions(_ image: ObservedImage) -> [Action] {
        let safe = image.addresses.compactMap { leaving[$0] }
        guard let last = safe.last else { return [] }
        guard goes(image, safe) else { return safe.map { untag($0, image, before: []) } }
        let others = safe.dropLast().map { untag($0, image, before: []) }
        return others + [delete(last, image, after: others.map(\.address))]
    }

    private func goes(_ image: ObservedImage, _ safe: [ClassifiedResource]) -> Bool {
        safe.count == image.addresses.count && safe.allSatisfy { !$0.notes.contains(.untagOnly) }
    }

    private func untag(_ verdict: ClassifiedResource, _ image: ObservedImage, before: [Address]) -> Action {
        let users = usage.users(ofImage: image.id).filter { $0.isCreated(from: verdict.address.name) }
        return build(
            verdict,
            .untag,
            steps: [.removeImageReference(reference: verdict.address.name, imageID: image.id)],
            after: users.map(\.address),
            .image(precondition(image, users: users)),
            Impact(downtime: false, dataLoss: .none, reversible: true, backup: .configuration)
        )
    }

    private func delete(_ verdict: ClassifiedResource, _ image: ObservedImage, after others: [Address]) -> Action {
        let users = usage.users(ofImage: image.id)
        let step: Step =
            image.tags.isEmpty
            ? .removeImage(id: image.id)
            : .removeImageReference(reference: verdict.address.name, imageID: image.id)
        let isLocal = image.digests.isEmpty
        return build(
            verdict,
            .delete,
            steps: [step],
            after: users.map(\.address) + others + children(of: image).flatMap(\.addresses),
            .image(precondition(image, users: users)),
            Impact(
                downtime: false,
                dataLoss: isLocal ? .localImage : .none,
                reversible: !isLocal,
                backup: .configuration
            )
        )
    }

    private func precondition(_ image: ObservedImage, users: [ObservedContainer]) -> ImagePrecondition {
        ImagePrecondition(image, children: children(of: image), users: users)
    }

    private func children(of image: ObservedImage) -> [ObservedImage] {
        classified.host.images.filter { $0.parentID == image.id }
    }
}
