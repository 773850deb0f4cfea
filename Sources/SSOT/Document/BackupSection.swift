/// What is stored before a delete, so that it can be undone.
package struct BackupSection: Sendable, Hashable {
    package enum Containers: String, Sendable, CaseIterable { case config, none }

    package enum Content: String, Sendable, CaseIterable { case archive, none }

    package let containers: Containers
    package let volumes: Content
    /// Of those that no registry can give back.
    package let images: Content
    package let keepDays: Int

    package static let standard = BackupSection(
        containers: .config,
        volumes: .archive,
        images: .archive,
        keepDays: 30
    )
}
