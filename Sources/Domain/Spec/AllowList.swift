/// What may and must exist on the host.
package struct AllowList: Sendable, Hashable {
    package struct Container: Sendable, Hashable {
        package var name: String
        package var role: String?
        package var position: SourcePosition

        package init(name: String, role: String?, position: SourcePosition) {
            self.name = name
            self.role = role
            self.position = position
        }
    }

    package struct Image: Sendable, Hashable {
        /// The repository as written: `odoo`, `ghcr.io/acme/web`.
        package var repository: String
        package var tag: Glob
        package var position: SourcePosition

        package init(repository: String, tag: Glob, position: SourcePosition) {
            self.repository = repository
            self.tag = tag
            self.position = position
        }
    }

    /// A volume or network name as written, before Compose's project prefix.
    package struct Name: Sendable, Hashable {
        package var name: String
        package var position: SourcePosition

        package init(name: String, position: SourcePosition) {
            self.name = name
            self.position = position
        }
    }

    package var containers: [Container]
    package var images: [Image]
    package var volumes: [Name]
    package var networks: [Name]

    package init(containers: [Container], images: [Image], volumes: [Name], networks: [Name]) {
        self.containers = containers
        self.images = images
        self.volumes = volumes
        self.networks = networks
    }
}
