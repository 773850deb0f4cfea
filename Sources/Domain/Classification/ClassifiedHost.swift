/// An observed host with a verdict on every resource: the one value that audit, explain, planning, the ledger's memory
/// and the reports share.
package struct ClassifiedHost: Sendable, Hashable {
    package let host: ObservedHost
    /// One entry per resource, sorted by address: every container, volume, network, `repo:tag` and untagged image.
    package let resources: [ClassifiedResource]
    /// What a direct rule (floor, guard, SSOT, label) protects, whatever decided the class in the end. The ledger
    /// remembers it.
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
