import TestSupport
import Testing

extension EndToEnd {
    /// Containers that others depend on.
    @Suite(.needs(.engine)) struct ContainerTieTests {
        @Test(arguments: ["--network", "--pid", "--ipc"])
        func `a container whose namespace another one shares stays`(option: String) async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.runContainer("test-x", "--ipc", "shareable")
                try await scene.runContainer("sidecar", option, "container:test-x")
                try await scene.runContainer("test-alone")
                try await scene.cleanUp(removing: ["container/test-alone"])
            }
        }

        @Test func `a container whose network a protected one shares is protected`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.runContainer("test-x")
                try await scene.runContainer("prod-sidecar", "--network", "container:test-x")
                #expect(try await scene.audit()["container/test-x"]?.rule == "used_by_protected")
                try await scene.cleanUp(removing: [])
            }
        }

        @Test func `a network of a container that was never started is in use`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.networks(["test-net", "test-idle"])
                try await scene.createContainer("keeper", "--network", "test-net")
                try await scene.cleanUp(removing: ["network/test-idle"])
                try await scene.engine.docker("start", "keeper")
            }
        }

        @Test(arguments: ["keeper", "prod-web"])
        func `a container that another one is linked to stays`(name: String) async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.runContainer("test-db")
                try await scene.runContainer(name, "--link", "test-db:db")
                let judged = try await scene.audit()
                #expect(Set(judged.keys).isSuperset(of: ["container/test-db", "container/\(name)"]))
                try await scene.cleanUp(removing: [])
                try await scene.engine.docker("restart", name)
            }
        }

        @Test func `linked containers and those that share a namespace go in the order that they need`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.runContainer("test-db")
                try await scene.runContainer("test-web", "--link", "test-db:db")
                try await scene.runContainer("test-sidecar", "--network", "container:test-web")
                let names = ["test-db", "test-web", "test-sidecar"]
                try await scene.cleanUp(removing: Set(names.map { "container/\($0)" }))
            }
        }

        @Test func `a container made from a protected image is protected, one from a sibling tag is not`() async throws
        {
            try await TestHost.with(.safety()) { scene in
                try await scene.image("stable-x:1")
                try await scene.engine.docker("tag", "stable-x:1", "tmp-x:1")
                try await scene.runContainer("test-stable", image: "stable-x:1")
                try await scene.runContainer("test-sibling", image: "tmp-x:1")
                #expect(try await scene.audit()["container/test-stable"]?.rule == "created_from_protected_image")
                try await scene.cleanUp(removing: ["container/test-sibling", "image/tmp-x:1"])
            }
        }

        @Test func `a label protects whatever the name says`() async throws {
            try await TestHost.with(.safety()) { scene in
                let label = "reconcile.protect=true"
                try await scene.engine.docker("volume", "create", "--label", label, "test-v")
                try await scene.engine.docker("network", "create", "--label", label, "test-n")
                try await scene.volumes("test-data")
                try await scene.runContainer("test-y", "--label", label, "--volume", "test-data:/data")
                let judged = try await scene.audit()
                for address in ["container/test-y", "volume/test-v", "network/test-n"] {
                    #expect(judged[address]?.rule == "label_protect", "\(address)")
                }
                #expect(judged["volume/test-data"]?.rule == "used_by_protected")
                try await scene.cleanUp(removing: [])
            }
        }

        @Test func `the Compose project of a protected container is protected with it`() async throws {
            try await TestHost.with(.safety()) { scene in
                let (shop, other) = ("com.docker.compose.project=shop", "com.docker.compose.project=other")
                try await scene.runContainer("prod-app", "--label", shop)
                try await scene.runContainer("test-worker", "--label", shop)
                try await scene.runContainer("test-stranger", "--label", other)
                try await scene.engine.docker("volume", "create", "--label", shop, "test-v")
                try await scene.engine.docker("network", "create", "--label", shop, "test-n")
                let judged = try await scene.audit()
                for address in ["container/test-worker", "volume/test-v", "network/test-n"] {
                    #expect(judged[address]?.rule == "same_project_as_protected", "\(address)")
                }
                try await scene.cleanUp(removing: ["container/test-stranger"])
            }
        }
    }
}
