/// Which Engine answered. The ID may be cloned with a machine's image, so the name is compared as well.
package struct EngineIdentity: Sendable, Hashable {
    package var id: String
    package var name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
