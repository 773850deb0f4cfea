/// Who may import whom, as the folder list promises: pure modules see the domain, the edges see what they wrap, and
/// only the workflows see everything.
enum ImportTable {
    static let allowed: [String: Set<String>] = [
        "Domain": [],
        "JSON": ["Domain"],
        "YAML": ["Domain", "Yams"],
        "SSOT": ["Domain", "YAML", "Yams"],
        "Compose": ["Domain", "YAML", "Yams"],
        "Attributes": ["Domain", "JSON"],
        "Stack": ["Domain", "JSON", "Compose", "Attributes"],
        "Classification": ["Domain"],
        "Planning": ["Domain", "Classification"],
        "PlanFile": ["Domain", "JSON", "Crypto"],
        "Reports": ["Domain", "JSON"],
        "Files": ["Domain", "Glibc", "Synchronization"],
        "Signing": ["Domain", "Files", "Crypto", "Subprocess", "SystemPackage", "FoundationEssentials", "Glibc"],
        "DockerEngine": [
            "AsyncHTTPClient", "Crypto", "FoundationEssentials", "Glibc", "NIOCore", "NIOHTTP1", "NIOPosix",
        ],
        "Inventory": ["Domain", "JSON", "Attributes", "DockerEngine", "Crypto", "Glibc"],
        "Execution": [
            "Domain", "JSON", "Classification", "DockerEngine", "Inventory", "AsyncHTTPClient", "NIOCore", "NIOHTTP1",
            "Synchronization",
        ],
        "Ledger": ["Domain", "JSON", "CSQLite", "GRDB", "Crypto", "Foundation", "Glibc"],
        "reconcile": ["Domain", "Reports", "Workflows", "ArgumentParser", "Dispatch", "Glibc", "Synchronization"],
    ]

    /// What the use cases may not see: they know what to do, not how a socket, a query or a command line works.
    static let deniedToWorkflows: Set = ["GRDB", "CSQLite", "ArgumentParser", "AsyncHTTPClient", "NIOHTTP1", "Yams"]
}
