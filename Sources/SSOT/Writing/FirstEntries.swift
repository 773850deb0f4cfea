package import Domain

/// What a first SSOT lists, and what it leaves out and why.
package struct FirstEntries: Sendable {
    /// One allow-list.
    struct List: Sendable {
        var names: [String] = []
        var leftOut: [LeftOut] = []
    }

    /// A name that runs on the host and is not listed.
    struct LeftOut: Sendable {
        let name: String
        let why: String
    }

    /// A Compose file below the root, with its project.
    struct Stack: Sendable {
        let file: String
        let project: String
    }

    /// A Compose project that runs on the host, with the files that its containers name.
    struct Project: Sendable {
        let name: String
        let files: [String]
    }

    var containers = List()
    var images = List()
    var volumes = List()
    var networks = List()
    var projects: [Project] = []
    var stack: Stack?
    /// Names that the stack declares, under every form that they may have: no deleting pattern may fit them.
    var declared: [String] = []

    package init() {}

    /// A stack. What it declares is expected without standing in a list.
    package init(_ desired: DesiredStack, file: String) {
        stack = Stack(file: file, project: desired.project)
        declared =
            desired.containers.flatMap { [$0.name, $0.service, ImageReference($0.image).path] }
            + desired.volumes.flatMap { [$0.key, $0.name] } + desired.networks.flatMap { [$0.key, $0.name] }
    }

    /// Everything that no deleting pattern may fit, as such a pattern is tried on it.
    var keptFromDeleting: [String] {
        containers.names + volumes.names + networks.names + images.names.map { ImageReference($0).path } + declared
    }
}
