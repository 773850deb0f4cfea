internal import Domain

/// Takes back every "safe to delete" that something which stays still uses.
///
/// Which containers stay depends on which others stay (shared namespaces and volumes), so their candidates shrink until nothing
/// changes; volumes, networks and images follow from the containers that are left.
struct Retention {
    private let usage: Uses
    private(set) var leaving: Set<String>
    private(set) var holders: [String: Address] = [:]

    /// `candidates` are the IDs of containers that could be deleted if nothing used them.
    init(usage: Uses, candidates: Set<String>) {
        self.usage = usage
        leaving = candidates
        while let (id, holder) = nextHeld() {
            leaving.remove(id)
            holders[id] = holder
        }
    }

    func staying(_ users: [ObservedContainer]) -> [ObservedContainer] { users.filter { !leaving.contains($0.id) } }

    private func nextHeld() -> (id: String, holder: Address)? {
        for id in leaving.sorted() {
            if let holder = staying(usage.users(ofContainer: id)).first { return (id, holder.address) }
        }
        return nil
    }
}
