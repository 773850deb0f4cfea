/// Which Engine the SSOT is for.
package struct DockerSection: Sendable, Hashable {
    /// The endpoint, as `docker -H` takes it.
    package let host: Located<String>?
    package let engineID: Located<String>?

    static let empty = DockerSection(host: nil, engineID: nil)
}
