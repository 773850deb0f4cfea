// swift-tools-version: 6.3
import PackageDescription

// The folder list is the pipeline; the dependency list of each target is its import rule.
// `Tests/ArchitectureTests` reads the sources and enforces what target dependencies cannot.

private let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
private let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
private let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
private let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
private let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
private let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
private let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
private let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
private let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "reconcile",
    products: [.executable(name: "reconcile", targets: ["reconcile"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // Pure: values in, values out.
        .target(name: "Domain"),
        .target(name: "JSON", dependencies: ["Domain"]),
        .target(name: "YAML", dependencies: ["Domain", yams]),
        .target(name: "SSOT", dependencies: ["Domain", "YAML", yams]),
        .target(name: "Compose", dependencies: ["Domain", "YAML", yams]),
        .target(name: "Attributes", dependencies: ["Domain", "JSON"]),
        .target(name: "Stack", dependencies: ["Domain", "JSON", "Compose", "Attributes"]),
        .target(name: "Classification", dependencies: ["Domain"]),
        .target(name: "Planning", dependencies: ["Domain", "Classification"]),
        .target(name: "PlanFile", dependencies: ["Domain", "JSON", crypto]),
        .target(name: "Reports", dependencies: ["Domain", "JSON", "Attributes"]),
        .target(
            name: "Schemas",
            resources: ["ssot", "plan", "envelope"].map { .embedInCode("\($0).schema.json") }
        ),

        // Edges: files, processes, the Engine, the database.
        .target(name: "Files", dependencies: ["Domain"]),
        .target(name: "Signing", dependencies: ["Domain", "Files", crypto, subprocess, systemPackage]),
        .target(name: "DockerEngine", dependencies: [asyncHTTPClient, crypto, nioCore, nioHTTP1]),
        .target(name: "Inventory", dependencies: ["Domain", "JSON", "Attributes", "DockerEngine", crypto]),
        .target(
            name: "Execution",
            dependencies: [
                "Domain", "JSON", "Attributes", "Classification", "DockerEngine", "Inventory", asyncHTTPClient, nioCore,
                nioHTTP1,
            ]
        ),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "Ledger", dependencies: ["Domain", "JSON", "CSQLite", grdb, crypto]),

        // The use cases, and the command line.
        .target(
            name: "Workflows",
            dependencies: [
                "Domain", "JSON", "SSOT", "Compose", "Stack", "Classification", "Planning", "PlanFile", "Reports",
                "Schemas", "Files",
                "Signing", "DockerEngine", "Inventory", "Execution", "Ledger", crypto, subprocess, systemPackage,
            ]
        ),
        .executableTarget(
            name: "reconcile",
            dependencies: ["Domain", "Reports", "Schemas", "Workflows", argumentParser]
        ),

        // Tests run against the real parts: dockerd, ssh-keygen, SQLite. `infra/bin/test` starts what they need.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .target(name: "CoreTestSupport", dependencies: ["Domain"], path: "Tests/CoreTestSupport"),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "ComposeTests",
            dependencies: ["Domain", "JSON", "Compose", "TestSupport"],
            exclude: ["Cases"]
        ),
        .testTarget(name: "AttributesTests", dependencies: ["Domain", "JSON", "Attributes"]),
        .testTarget(name: "StackTests", dependencies: ["Domain", "JSON", "Compose", "Attributes", "Stack"]),
        .testTarget(name: "ClassificationTests", dependencies: ["Domain", "Classification", "CoreTestSupport"]),
        .testTarget(
            name: "PlanningTests",
            dependencies: ["Domain", "Classification", "Planning", "SSOT", "Inventory", "CoreTestSupport"],
            exclude: ["Scenarios"]
        ),
        .testTarget(
            name: "PropertyTests",
            dependencies: ["Domain", "Classification", "Planning", "SSOT", "CoreTestSupport"]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["Domain", "JSON", "Schemas", "reconcile", "TestSupport"],
            exclude: ["Stack/Matrix"]
        ),
        .testTarget(name: "DockerEngineTests", dependencies: ["DockerEngine", "TestSupport", nioCore]),
        .testTarget(
            name: "InventoryTests",
            dependencies: ["Domain", "JSON", "DockerEngine", "Inventory", "TestSupport"]
        ),
        .testTarget(
            name: "ExecutionTests",
            dependencies: [
                "Domain", "JSON", "Classification", "Planning", "DockerEngine", "Execution", "CoreTestSupport",
            ]
        ),
        .testTarget(name: "LedgerTests", dependencies: ["Domain", "JSON", "Ledger", crypto]),
        .testTarget(name: "SSOTTests", dependencies: ["Domain", "JSON", "SSOT", "TestSupport"]),
        .testTarget(name: "PlanFileTests", dependencies: ["Domain", "JSON", "PlanFile", "CoreTestSupport"]),
        .testTarget(
            name: "WorkflowsTests",
            dependencies: ["Domain", "JSON", "Workflows", "Reports", "TestSupport", "CoreTestSupport"],
            exclude: ["Host"]
        ),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Domain", "JSON", "Attributes", "Reports"],
            exclude: ["Golden"]
        ),
        .testTarget(name: "FilesTests", dependencies: ["Domain", "Files"]),
        .testTarget(name: "SigningTests", dependencies: ["Domain", "Files", "Signing", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.type != .test && target.path == nil {
    target.exclude.append("README.md")
}

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
}
