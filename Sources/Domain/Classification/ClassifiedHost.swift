/// What `reconcile` thinks of a resource: exactly one of four, the first that applies.
package enum ResourceClass: String, CaseIterable, Sendable {
    case protected
    case expected
    case extraSafeDelete = "extra_safe_delete"
    case unknown

    /// The sign in tables and plans; colour is never the only difference.
    package var symbol: String {
        switch self {
        case .protected: "!"
        case .expected: "="
        case .extraSafeDelete: "-"
        case .unknown: "?"
        }
    }
}

/// The verdict on one observed resource.
package struct ClassifiedResource: Sendable, Hashable {
    package enum Note: String, Sendable, CaseIterable {
        /// Protected, and also used by the stack: the stack may use it, but nothing changes it.
        case shared
        /// An expected name on an object that is not ours: reported, changed only when `adopt` names it.
        case foreign
        /// Only the ledger's memory protects it, no rule that applies now.
        case byMemory = "by_memory"
        /// The class may still change when planning: it depends on facts that only an inspect gives, and an audit does
        /// not inspect every container.
        case provisional
        /// The tag can be removed while the image stays, because of a child image or of other references that stay.
        case untagOnly = "untag_only"
        /// The Engine removes it by itself when it stops.
        case autoRemove = "auto_remove"
        /// It binds a folder above the mountpoints of all volumes, as a backup container does: it may read any volume,
        /// and counts as a user of none.
        case bindsAllVolumes = "binds_all_volumes"
        /// A container that the Engine failed to remove, and cannot start any more.
        case dead
        /// A container of a stack of the SSOT, whose service the stack's files no longer declare. An allow-list does not
        /// hide that.
        case orphan
    }

    package let address: Address
    /// The Engine's ID; a volume's is its name.
    package let id: String
    package let `class`: ResourceClass
    package let rule: DecidingRule
    package let notes: [Note]
    /// Whoever uses it, each once: containers first, by address.
    package let usedBy: [ResourceUser]
    /// The least age that the verdict relied on; `nil` where none was asked for.
    package let age: Action.Age?

    package init(
        address: Address,
        id: String,
        class: ResourceClass,
        rule: DecidingRule,
        notes: [Note] = [],
        usedBy: [ResourceUser] = [],
        age: Action.Age? = nil
    ) {
        self.address = address
        self.id = id
        self.class = `class`
        self.rule = rule
        self.notes = notes
        self.usedBy = usedBy
        self.age = age
    }
}

/// An observed host with a verdict on every resource: the one value that audit, explain, planning, the ledger's memory
/// and the reports share.
package struct ClassifiedHost: Sendable, Hashable {
    package let host: ObservedHost
    /// One entry per resource, sorted by address: every container, volume, network, `repo:tag` and untagged image.
    package let resources: [ClassifiedResource]
    /// Every object that a direct rule (floor, guard, SSOT, label) protects, even where another rule decided its class.
    /// The ledger records this for later.
    package let directProtection: [Address: DecidingRule]
    /// Allowed containers, volumes, networks and literally named images that are not there, sorted.
    package let missing: [Address]

    package init(
        host: ObservedHost,
        resources: [ClassifiedResource],
        directProtection: [Address: DecidingRule],
        missing: [Address]
    ) {
        self.host = host
        self.resources = resources
        self.directProtection = directProtection
        self.missing = missing
    }

    package subscript(address: Address) -> ClassifiedResource? {
        resources.first { $0.address == address }
    }

    package var counts: ClassCounts { ClassCounts(resources) }
}

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

extension ClassifiedHost {
    /// Whether something is missing, safe to delete or unknown.
    package func hasDifferences(ignoring ignored: Set<ResourceClass> = []) -> Bool {
        !missing.isEmpty || [.extraSafeDelete, .unknown].contains { !ignored.contains($0) && counts[$0] > 0 }
    }
}
