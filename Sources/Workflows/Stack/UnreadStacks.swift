import Domain
import Files
import SSOT

/// Stacks that the SSOT names and whose files could not be read: what belongs to them is not known, so nothing that bears
/// their project's name is deleted, whatever patterns fit it.
struct UnreadStacks {
    private let projects: Set<String>

    init(_ project: Project, _ host: ObservedHost) {
        let read = Set(project.built.filter { $0.desired != nil }.map(\.name))
        let unread = project.readings.filter { !read.contains($0.name) }
        let sections = project.document.stacks.filter { section in unread.contains { $0.name == section.name.value } }
        let folders = Set(unread.map(\.files.directory))
        // A file may have said another name than that of its folder.
        let labelled = host.containers.filter { folders.contains($0.labels.composeWorkingDirectory ?? "") }
        let named = folders.compactMap { ComposeProject.normalized(Paths.lastComponent(of: $0)) }
        projects = Set(sections.compactMap(\.projectName) + named + labelled.compactMap(\.labels.composeProject))
    }

    /// - Throws: `Failure` 65 where the plan deletes something of theirs.
    func refuse(_ plan: Plan, _ host: ObservedHost) throws {
        guard !projects.isEmpty else { return }
        let own = Set(owned(host))
        let lost = plan.actions.filter { $0.kind == .delete && own.contains($0.address) }.map(\.address.description)
        guard !lost.isEmpty else { return }
        throw Failure(
            .invalidInput,
            Diagnostic(
                .stackMissing,
                "The plan would delete what belongs to a stack whose files cannot be read: "
                    + lost.joined(separator: ", "),
                fix: "Put the stack's files there, or take the stack out of the SSOT."
            )
        )
    }

    private func owned(_ host: ObservedHost) -> [Address] {
        let containers = host.containers.filter { isOwn($0.labels) }.map(\.address)
        let volumes = host.volumes.filter { isOwn($0.labels) }.map(\.address)
        return containers + volumes + host.networks.filter { isOwn($0.labels) }.map { host.address(of: $0) }
    }

    private func isOwn(_ labels: ObservedLabels) -> Bool { labels.composeProject.map(projects.contains) ?? false }
}
