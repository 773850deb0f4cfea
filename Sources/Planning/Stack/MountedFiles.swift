internal import Domain

/// Files behind mounts, by the digests of their bytes. Behind a mount that the container can write to, its own work would
/// read as somebody's edit.
struct MountedFiles {
    let wanted: AttributeSet
    let observed: AttributeSet

    /// Whether another digest is a difference; a container that Compose made bears none.
    func isCompared(_ key: AttributeKey) -> Bool { observed[key] != nil && wanted[key] != nil && isReadOnly(key) }

    /// Targets of writable files that are not what they were when the container was made.
    var rewritten: [String] {
        wanted.members(of: .content).filter { target in
            let key = AttributeKey(.content, target)
            guard !isReadOnly(key), let before = observed[key], let now = wanted[key] else { return false }
            return !before.hasSameBytes(as: now)
        }
    }

    private func isReadOnly(_ content: AttributeKey) -> Bool {
        content.member.flatMap(wanted.mount)?.isReadOnly ?? false
    }
}
