/// How many resources of each kind have each class. Each `repo:tag` counts as one resource.
package struct ClassCounts: Sendable, Hashable {
    private var counts: [ResourceKind: [ResourceClass: Int]] = [:]

    package init(_ resources: some Sequence<ClassifiedResource>) {
        for resource in resources { add(1, resource.address.kind, resource.class) }
    }

    package init() {}

    package subscript(kind: ResourceKind, class: ResourceClass) -> Int { counts[kind]?[`class`] ?? 0 }

    package subscript(class: ResourceClass) -> Int {
        ResourceKind.allCases.reduce(0) { $0 + self[$1, `class`] }
    }

    package var total: Int { ResourceClass.allCases.reduce(0) { $0 + self[$1] } }

    package mutating func add(_ number: Int, _ kind: ResourceKind, _ class: ResourceClass) {
        guard number != 0 else { return }
        counts[kind, default: [:]][`class`, default: 0] += number
    }
}
