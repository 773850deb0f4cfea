/// Whose network, pid or ipc namespace a container has, as `HostConfig` spells it.
package enum NamespaceMode: Sendable, Hashable {
    /// Another container's, by its ID, the beginning of it, or its name.
    case container(String)
    /// `host`, `none`, `private`, `shareable`, or a network's name or ID.
    case other(String)

    package init(_ text: String) {
        self = text.text(after: "container:").map(NamespaceMode.container) ?? .other(text)
    }

    /// The container that owns the namespace; `nil` where none does.
    package var owner: String? {
        switch self {
        case .container(let owner): owner
        case .other: nil
        }
    }
}
