import Domain

/// Values by the folders that they stand for, found by paths that lie at them, below them or above them. A host has
/// thousands of volumes and mounts, and each is asked for each.
struct PathIndex<Value: Sendable>: Sendable {
    private var valuesAt: [Key: [Value]] = [:]
    private var valuesBelow: [Key: [Value]] = [:]

    mutating func insert(_ value: Value, at folder: HostPath) {
        valuesAt[Key(folder), default: []].append(value)
        for depth in 0..<folder.components.count { valuesBelow[Key(folder, depth), default: []].append(value) }
    }

    /// The values of the path itself and of every folder that holds it, the deepest folder first.
    func holding(_ path: HostPath) -> [[Value]] {
        guard !valuesAt.isEmpty else { return [] }
        return (0...path.components.count).reversed().compactMap { valuesAt[Key(path, $0)] }
    }

    /// The values of the path itself and of every folder below it.
    func heldBy(_ path: HostPath) -> [Value] {
        let key = Key(path)
        return (valuesAt[key] ?? []) + (valuesBelow[key] ?? [])
    }

    /// A path by its bytes: two names that Swift takes for equal may be two folders.
    private struct Key: Hashable, Sendable {
        private let bytes: [UInt8]

        init(_ path: HostPath) { self.init(path, path.components.count) }

        init(_ path: HostPath, _ depth: Int) {
            bytes = path.components.prefix(depth).flatMap { [UInt8(ascii: "/")] + $0.utf8 }
        }
    }
}
