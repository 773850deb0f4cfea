import Foundation
import Glibc
package import Testing

/// What some suites need and not every machine has.
///
/// A suite names its parts with `.needs(…)`. Where one is missing the suite is skipped, and the run says so and why.
/// `infra/bin/test` provides the parts that it lists in `RECONCILE_TEST_REQUIRED`: a suite that finds one of these
/// missing fails. It also reads from the suites' traits which Engines a filter needs.
package enum Part: String, CaseIterable, Sendable {
    /// A private Docker Engine.
    case engine
    /// Another one, for what must not be mixed up.
    case secondEngine
    /// One of API 1.48 or newer that keeps images in containerd.
    case modernEngine
    /// What a private Engine can be started with, by a test that starts and stops one itself.
    case ownEngine
    /// The real Compose.
    case compose
    /// The stacks of others with what Compose says of them, and the rows of compose-go's own tests.
    case sharedCases
    /// A checkout of compose-go, whose fixtures some of these rows name.
    case composeGo

    package struct Missing: Error, CustomStringConvertible {
        package let part: Part

        package init(part: Part) { self.part = part }

        package var description: String {
            "this run is to have every part, and there is no \(part.rawValue): \(part.hint)"
        }
    }

    /// Whether a suite that needs it can run.
    ///
    /// - Throws: ``Missing`` where it cannot, although it was to.
    package func isHere() throws -> Bool {
        if value != nil { return true }
        if isRequired { throw Missing(part: self) }
        return false
    }

    /// The Engine's address, or a path; `nil` where the part is missing. What a variable names must be there.
    package var value: String? {
        let environment = ProcessInfo.processInfo.environment
        return switch self {
        case .engine, .secondEngine, .modernEngine, .composeGo: environment[variable]
        case .ownEngine: geteuid() == 0 ? Part.program("dockerd", in: ["/usr/sbin", "/usr/local/sbin"]) : nil
        case .compose: environment[variable] ?? Part.installedCompose
        case .sharedCases: environment[variable] ?? Part.casesBeside
        }
    }

    /// The variable that says where it is; none for what is always looked for.
    package var variable: String {
        switch self {
        case .engine: "RECONCILE_TEST_DOCKER_HOST"
        case .secondEngine: "RECONCILE_TEST_DOCKER_HOST_2"
        case .modernEngine: "RECONCILE_TEST_MODERN_DOCKER_HOST"
        case .ownEngine: ""
        case .compose: "RECONCILE_TEST_COMPOSE"
        case .sharedCases: "RECONCILE_CASES"
        case .composeGo: "RECONCILE_TEST_COMPOSE_GO"
        }
    }

    fileprivate var hint: String {
        switch self {
        case .engine, .secondEngine: "`infra/bin/engine start DIR` starts one, \(variable) names its unix:// address"
        case .modernEngine:
            "`infra/bin/engine start DIR --release forky --containerd-store` starts one, \(variable) names its address"
        case .ownEngine: "it takes root and dockerd"
        case .compose: "`infra/bin/install-needs test` gets it, \(variable) may name its path"
        case .sharedCases: "\(variable) names no folder of them, and none lies beside the checkout"
        case .composeGo: "\(variable) names none"
        }
    }

    private var isRequired: Bool {
        let required = ProcessInfo.processInfo.environment["RECONCILE_TEST_REQUIRED"] ?? ""
        return required.split(separator: " ").contains { $0 == rawValue }
    }

    private static let installedCompose: String? = {
        let environment = ProcessInfo.processInfo.environment
        let plugins = environment["DOCKER_CONFIG"] ?? (environment["HOME"] ?? "") + "/.docker"
        return program("docker-compose", in: [plugins + "/cli-plugins"])
    }()

    /// In these folders, else on the path.
    private static func program(_ name: String, in folders: [String]) -> String? {
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (folders + path).map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static let casesBeside: String? = {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        let folder = here.appendingPathComponent("../../../shared/cases").standardizedFileURL.path
        return FileManager.default.fileExists(atPath: folder) ? folder : nil
    }()
}

extension Trait where Self == ConditionTrait {
    /// Skips what it stands at, and says why, where the part is missing; fails it where the run was to have it.
    package static func needs(_ part: Part) -> Self {
        .enabled(if: try part.isHere(), "there is no \(part.rawValue): \(part.hint)")
    }
}
