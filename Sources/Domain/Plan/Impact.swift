/// What an action costs, in the words that reviewers decide by.
package struct Impact: Sendable, Hashable {
    package enum DataLoss: String, CaseIterable, Sendable {
        case none
        /// The container's own writable layer.
        case containerLayer = "container_layer"
        case volumeContent = "volume_content"
        /// An image that no registry can give back.
        case localImage = "local_image"
    }

    package enum Backup: String, CaseIterable, Sendable {
        case none
        /// The full `inspect` answer, sealed on the host: enough to make the object again, without its content.
        case configuration
    }

    /// Whether a running container stops.
    package let downtime: Bool
    package let dataLoss: DataLoss
    /// Whether the object can be brought back as it was, content included.
    package let reversible: Bool
    package let backup: Backup

    package init(downtime: Bool, dataLoss: DataLoss, reversible: Bool, backup: Backup) {
        self.downtime = downtime
        self.dataLoss = dataLoss
        self.reversible = reversible
        self.backup = backup
    }
}
