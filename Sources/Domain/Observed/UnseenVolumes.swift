/// Volumes that the Engine could not list: it warns and tells the others, and what it does not tell is not gone.
package struct UnseenVolumes: Sendable, Hashable {
    /// The drivers whose list failed, sorted.
    package var drivers: [String]
    /// Whether a warning named no driver: then it may be any that listed nothing.
    package var isUncertain: Bool

    package static let none = UnseenVolumes(drivers: [])

    package init(drivers: [String], isUncertain: Bool = false) {
        self.drivers = Set(drivers).sortedByBytes()
        self.isUncertain = isUncertain
    }

    package var isEmpty: Bool { drivers.isEmpty && !isUncertain }
}

extension ObservedHost {
    /// Whether volumes of this driver may be there although none is listed; of `nil`, a driver that is not known.
    package func mayHideVolumes(ofDriver driver: String?) -> Bool {
        guard let driver else { return !unseenVolumes.isEmpty }
        if unseenVolumes.drivers.contains(where: driver.hasSameBytes) { return true }
        return unseenVolumes.isUncertain && !volumes.contains { $0.driver.hasSameBytes(as: driver) }
    }
}
