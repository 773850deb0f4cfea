import TestSupport

extension TestHost.Scene {
    /// A host with something to clean up, an SSOT for it, and the program watched.
    ///
    /// On the Engine are the expected image `base:1` and, to be deleted, the container `test-a`, the volume `test-v`,
    /// the network `test-n` and the tag `test-img:1`.
    ///
    /// - Parameters:
    ///   - extra: Lines for the end of the SSOT, below its root key.
    ///   - objects: A shell script that puts more on the Engine.
    /// - Returns: The scene.
    static func cleanup(ssot extra: String = "", objects: String = "") -> TestHost.Scene {
        TestHost.Scene(ssot: cleanupPolicy + extra, principal: "author", isWatched: true) { host in
            try await host.engine.importImage("base:1", changes: [#"CMD ["sleep", "600"]"#])
            try await host.engine.shell(thingsToDelete + "\n" + objects)
        }
    }

    private static let cleanupPolicy = """
        docker_staging_ssot:
          env: "staging"
          allowed_containers:
            - name: "app"
          allowed_images:
            - repo: "base"
              tag: "1"
          protection_rules:
            safe_to_delete_patterns:
              - "test-*"

        """

    private static let thingsToDelete = """
        docker create --name test-a base:1 sleep 600
        docker volume create test-v
        docker network create test-n
        docker tag base:1 test-img:1
        """
}
