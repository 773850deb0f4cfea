import TestSupport
import Testing

extension EndToEnd {
    /// Every name that is easy to get wrong, as a container, an image, a volume and a network of one host.
    @Suite(.needs(.engine)) struct NameTests {
        @Test func `a clean-up removes the safe names and changes nothing else`() async throws {
            try await TestHost.with(.safety()) { scene in
                let wanted = try await fill(scene)
                let judged = try await scene.audit()
                for (address, kind) in wanted.sorted(by: { $0.key < $1.key }) {
                    #expect(judged[address]?.kind == kind, "\(address): \(String(describing: judged[address]))")
                }
                #expect(Set(judged.keys) == Set(wanted.keys))
                try await scene.cleanUp(removing: Set(wanted.filter { $0.value == "extra_safe_delete" }.keys))
            }
        }

        /// Makes the host, and gives the class that each of its addresses must have.
        private func fill(_ scene: TestHost) async throws -> [String: String] {
            var wanted = [
                "container/odoo-staging": "expected", "image/odoo:18.0": "protected", "volume/filestore": "protected",
                "network/bridge": "protected", "network/host": "protected", "network/none": "protected",
                "network/backend": "protected",
            ]
            try await scene.volumes(Names.classes.map(\.name).filter(Names.canNameContainer) + ["filestore"])
            // Network names may hold a `/` as well, but only for images is the last component of the path tried on its
            // own.
            try await scene.networks(Names.classes.map(\.name) + ["backend"])
            for (name, kind) in Names.classes {
                wanted["network/\(name)"] = name.contains("/") ? "unknown" : kind
                if let reference = Names.imageReference(name) {
                    try await scene.image(reference)
                    wanted["image/\(reference)"] = kind
                }
                guard Names.canNameContainer(name) else { continue }
                wanted["volume/\(name)"] = kind
                wanted["container/\(name)"] = kind
                try await makeContainer(name, in: scene)
            }
            return wanted
        }

        /// Runs every second one; one protected container has a volume and a network with names that say nothing.
        private func makeContainer(_ name: String, in scene: TestHost) async throws {
            switch name {
            case "Prod-db": try await scene.runContainer(name, "--volume", "filestore:/data", "--network", "backend")
            case _ where name.utf8.count.isMultiple(of: 2): try await scene.runContainer(name)
            default: try await scene.createContainer(name)
            }
        }
    }
}
