/// How many resources of each kind have each class. Each `repo:tag` counts as one resource.
package struct ClassCounts: Sendable, Hashable {
    private var counts: [ResourceKind: [ResourceClass: Int]] = [:]

    package init(_ resources: some Sequence<ClassifiedResource>) {
        for resource in resources { counts[resource.address.kind, default: [:]][resource.class, default: 0] += 1 }
    }

    package subscript(kind: ResourceKind, class: ResourceClass) -> Int { counts[kind]?[`class`] ?? 0 }

    package subscript(class: ResourceClass) -> Int {
        ResourceKind.allCases.reduce(0) { $0 + self[$1, `class`] }
    }

    package var total: Int { ResourceClass.allCases.reduce(0) { $0 + self[$1] } }
}
