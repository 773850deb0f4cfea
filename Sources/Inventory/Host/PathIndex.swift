import Domain

/// Values by the folders that they stand for, found by paths that lie at them, below them or above them. A host has
/// thousands of volumes and mounts, and each is asked for each.
struct PathIndex<Value: Sendable>: Sendable {
    private struct Node: Sendable {
        var values: [Value] = []
        /// By the name below this folder, the number of its node.
        var children: [Name: Int] = [:]
    }

    /// The root is the first.
    private var nodes = [Node()]

    mutating func insert(_ value: Value, at folder: HostPath) {
        var number = 0
        for component in folder.components { number = child(of: number, Name(text: component)) }
        nodes[number].values.append(value)
    }

    private mutating func child(of number: Int, _ name: Name) -> Int {
        if let known = nodes[number].children[name] { return known }
        nodes[number].children[name] = nodes.count
        nodes.append(Node())
        return nodes.count - 1
    }

    /// The values of every folder that holds the path, and of the path itself: the deepest folder last.
    func holding(_ path: HostPath) -> [[Value]] {
        var held = [nodes[0].values]
        var number = 0
        for component in path.components {
            guard let next = nodes[number].children[Name(text: component)] else { break }
            number = next
            held.append(nodes[number].values)
        }
        return held.filter { !$0.isEmpty }
    }

    /// The values of the path itself and of every folder below it.
    func heldBy(_ path: HostPath) -> [Value] {
        var number = 0
        for component in path.components {
            guard let next = nodes[number].children[Name(text: component)] else { return [] }
            number = next
        }
        return values(from: number)
    }

    private func values(from number: Int) -> [Value] {
        nodes[number].values + nodes[number].children.values.flatMap(values)
    }

    /// A name by its bytes: two that Swift takes for equal may be two folders.
    private struct Name: Hashable, Sendable {
        let text: String

        static func == (left: Name, right: Name) -> Bool { left.text.hasSameBytes(as: right.text) }

        func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
    }
}
