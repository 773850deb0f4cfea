import TestSupport
import Testing

extension EndToEnd {
    /// From nothing to the stack, and no step further.
    @Suite(.needs(.engine), .needs(.compose)) struct StackConvergence {
        static let stack = """
            services:
              web:
                image: demo:1
                depends_on:
                  db: {condition: service_healthy}
                environment: {MODE: "a", LEVEL: 3}
                ports: ["127.0.0.1:28069:8069"]
                networks: [front, back]
              db:
                image: demo:1
                container_name: demo-database
                healthcheck: {test: ["CMD", "true"], interval: 1s}
                volumes: ["data:/var/lib/data"]
                networks: [back]
            networks: {front: {}, back: {}}
            volumes: {data: {}}
            """

        @Test func `a stack made by reconcile is complete, and Compose sees its own`() async throws {
            try await TestHost.with(.stack(Self.stack)) { scene in
                let plan = try await scene.plan()
                #expect(
                    plan.actions.map { "\($0.kind) \($0.address)" }.sorted() == [
                        "create container/demo-database", "create container/demo-web-1", "create network/demo_back",
                        "create network/demo_front", "create volume/demo_data",
                    ],
                    "\(plan)"
                )
                let applied = try await scene.apply(plan)
                #expect(applied.exit == 0, "\(applied)")
                try await scene.expectNothingToDo()
                try await scene.expectComposeRecreatesNothing()
                #expect(try await scene.dockerCompose("ps", "--services").split(separator: "\n").count == 2)
                #expect(try await scene.workspace.reconcile("plan", "--detailed-exitcode").exit == 0)
            }
        }

        @Test func `a stack made by Compose has nothing to change`() async throws {
            try await TestHost.with(.stack(Self.stack)) { scene in
                try await scene.dockerCompose("up", "-d")
                try await scene.expectNothingToDo()
            }
        }

        @Test func `without the plugin the stack is made all the same`() async throws {
            try await TestHost.with(.stack(Self.stack, hasCompose: false)) { scene in
                try await scene.converge()
            }
        }

        @Test func `an image that is not there is planned as a pull`() async throws {
            try await TestHost.with(.stack("services: {web: {image: \"registry.invalid/demo:9\"}}")) { scene in
                let plan = try await scene.plan()
                #expect(plan["image/registry.invalid/demo:9"]?.kind == "pull")
                #expect(plan["container/demo-web-1"]?.kind == "create")
                let applied = try await scene.apply(plan)
                #expect(applied.exit == 6, "\(applied)")
                #expect(try await scene.engine.docker("ps", "-aq").isEmpty)
            }
        }
    }
}
