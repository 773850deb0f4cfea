import Domain

/// Checks that untags do not add up to a delete: the Engine removes an image with its last tag, and a delete is what
/// counts for limits and approvals.
struct UntagConsistency {
    private let actions: [Action]

    init(_ plan: Plan) { actions = plan.actions }

    func check() throws(PlanFileFault) {
        var removed: [Address: Int] = [:]
        for (index, action) in actions.enumerated() where action.kind == .untag {
            guard case .image(let image) = action.precondition else { continue }
            let tags = removed[Address(.image, image.id), default: 0] + 1
            removed[Address(.image, image.id)] = tags
            guard tags < image.tags.count || UntagConsistency.isHeld(image) || isDeleted(image) else {
                let problem = "it takes the last tag, and the image with it: that is a delete"
                throw .inconsistent(path: "plan.actions[\(index)].action", problem: problem)
            }
        }
    }

    /// Whether something other than tags keeps the image: one that was built on it, or a digest of a repository without
    /// a tag; the digests of the tags' own repositories go with them.
    private static func isHeld(_ image: ImagePrecondition) -> Bool {
        let repositories = Set(image.tags.map { ImageReference($0).repository })
        return !image.children.isEmpty
            || image.digests.contains { !repositories.contains(ImageReference($0).repository) }
    }

    private func isDeleted(_ image: ImagePrecondition) -> Bool {
        actions.contains { action in
            action.kind == .delete && action.precondition.kind == .image
                && action.precondition.objectID.hasSameBytes(as: image.id)
        }
    }
}
