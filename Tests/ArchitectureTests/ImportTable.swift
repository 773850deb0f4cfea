/// Who may import whom, as the folder list promises: pure modules see the domain, the edges see what they wrap, and only
/// the workflows see everything.
enum ImportTable {
    static let allowed: [String: Set<String>] = [
        "Domain": [],
        "YAML": ["Domain", "Yams"],
        "SSOT": ["Domain", "YAML", "Yams"],
        "Compose": ["Domain", "YAML", "Yams"],
        "Attributes": ["Domain"],
        "Stack": ["Domain", "Compose", "Attributes"],
        "Classification": ["Domain"],
        "Planning": ["Domain", "Classification"],
        "PlanFile": ["Domain", "Crypto"],
        "Reports": ["Domain"],
        "Files": ["Domain", "Glibc", "Synchronization"],
        "Signing": ["Domain", "Files", "Crypto", "Subprocess", "SystemPackage", "FoundationEssentials", "Glibc"],
        "DockerEngine": [
            "AsyncHTTPClient", "Crypto", "FoundationEssentials", "Glibc", "NIOCore", "NIOHTTP1", "NIOPosix",
        ],
        "Inventory": ["Domain", "Attributes", "DockerEngine", "Crypto", "Glibc"],
        "Execution": [
            "Domain", "Classification", "DockerEngine", "Inventory", "AsyncHTTPClient", "NIOCore", "NIOHTTP1",
            "Synchronization",
        ],
        "Ledger": ["Domain", "CSQLite", "GRDB", "Crypto", "Foundation", "Glibc"],
        "reconcile": ["Domain", "Reports", "Workflows", "ArgumentParser", "Dispatch", "Glibc", "Synchronization"],
    ]

    /// What the use cases may not see: they know what to do, not how a socket, a query or a command line works.
    static let deniedToWorkflows: Set = ["GRDB", "CSQLite", "ArgumentParser", "AsyncHTTPClient", "NIOHTTP1", "Yams"]
}
