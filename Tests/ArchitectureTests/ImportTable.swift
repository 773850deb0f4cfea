/// Which modules each module may import. Pure modules import the Domain and each other; modules at the edge also import
/// what they wrap (files, HTTP, SQLite); only Workflows may import nearly everything.
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
        "Reports": ["Domain", "JSON", "Attributes"],
        "Schemas": [],
        "Files": ["Domain", "Glibc", "Synchronization"],
        "Signing": ["Domain", "Files", "Crypto", "Subprocess", "SystemPackage", "FoundationEssentials", "Glibc"],
        "DockerEngine": [
            "AsyncHTTPClient", "Crypto", "FoundationEssentials", "Glibc", "NIOCore", "NIOHTTP1",
        ],
        "Inventory": ["Domain", "JSON", "Attributes", "DockerEngine", "Crypto", "Glibc"],
        "Execution": [
            "Domain", "JSON", "Attributes", "Classification", "DockerEngine", "Inventory", "AsyncHTTPClient", "NIOCore",
            "NIOHTTP1", "Synchronization",
        ],
        "Ledger": ["Domain", "JSON", "CSQLite", "GRDB", "Crypto", "Foundation", "Glibc"],
        "reconcile": [
            "Domain", "Reports", "Schemas", "Workflows", "ArgumentParser", "Dispatch", "Glibc", "Synchronization",
        ],
    ]

    /// What Workflows must not import: use cases do not deal with sockets, queries or the command line themselves.
    static let deniedToWorkflows: Set = ["GRDB", "CSQLite", "ArgumentParser", "AsyncHTTPClient", "NIOHTTP1", "Yams"]
}
