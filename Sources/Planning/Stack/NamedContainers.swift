internal import Domain

/// Puts names where an inspect tells IDs: the stack speaks of containers and networks by name.
struct NamedContainers {
    private let host: StackView

    init(_ host: StackView) { self.host = host }

    func named(_ attributes: AttributeSet) -> AttributeSet {
        var named = attributes
        for family in [AttributeFamily.networkMode, .ipc, .pid] {
            named[family] = attributes[family].map(mode)
        }
        named[.volumesFrom] = attributes[.volumesFrom].map { list in
            list.split(separator: ",").map { source(String($0.drop { $0 == " " })) }.joined(separator: ", ")
        }
        return named
    }

    private func mode(_ text: String) -> String {
        NamespaceMode(text).owner.map { "container:" + name($0) } ?? network(text)
    }

    private func network(_ text: String) -> String {
        host.classified.host.networks.first { $0.id == text }?.name ?? text
    }

    private func source(_ text: String) -> String {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let first = parts.first else { return text }
        return ([name(first)] + parts.dropFirst()).joined(separator: ":")
    }

    /// A container that the plan gives its name back bears it already.
    private func name(_ idOrName: String) -> String {
        guard let container = host.container(meantBy: idOrName) else { return idOrName }
        return host.givenName(of: container)
    }
}
