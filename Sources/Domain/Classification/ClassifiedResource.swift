/// The verdict on one observed resource.
package struct ClassifiedResource: Sendable, Hashable {
    package enum Note: String, Sendable, CaseIterable {
        /// Used by the stack and by something protected: usable by the stack, changed by nobody.
        case shared
        /// An expected name on an object that is not ours: reported, changed only when `adopt` names it.
        case foreign
        /// Only what the ledger remembers protects it.
        case byMemory = "by_memory"
        /// Running, stopped later, or used: facts that `audit` has not inspected yet.
        case provisional
        /// An image whose tag can go while the image itself stays: it has a child or other references that stay.
        case untagOnly = "untag_only"
        /// The Engine removes it by itself when it stops.
        case autoRemove = "auto_remove"
        /// It binds a folder above the mountpoints of all volumes: it may read any, and holds none.
        case bindsAllVolumes = "binds_all_volumes"
        /// A container that the Engine failed to remove, and cannot start any more.
        case dead
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
