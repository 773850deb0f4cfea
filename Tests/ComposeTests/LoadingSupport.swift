import Domain
import Testing

@testable import Compose

/// A project whose files are in memory, below `/repo`.
struct Project {
    var files: [String: String]
    var names = ["compose.yaml"]
    var environment: [String: String] = [:]
    var projectName: String?
    var profiles: [String] = []
    var envFiles: [String] = []

    var reading: ComposeReading {
        let contents = Dictionary(uniqueKeysWithValues: files.map { ("/repo/\($0.key)", Array($0.value.utf8)) })
        return ComposeLoader.load(
            ComposeRequest(
                files: names.map { ComposeRequest.File(path: "/repo/\($0)", shown: $0) },
                directory: "/repo",
                projectName: projectName,
                profiles: profiles,
                envFiles: envFiles.map { "/repo/\($0)" },
                environment: environment,
                read: { contents[$0] }
            )
        )
    }

    /// The model of a project that must load.
    func model(_ place: SourceLocation = #_sourceLocation) throws -> ComposeProjectModel {
        let reading = reading
        return try #require(reading.model, "\(reading.diagnostics.map(\.summary))", sourceLocation: place)
    }

    func service(_ name: String, _ place: SourceLocation = #_sourceLocation) throws -> JSON {
        let services = try model(place).root["services"]
        return JSON(try #require(services?[name], sourceLocation: place))
    }

    /// `RC126 compose.yaml:2:16`, one for each error.
    var errors: [String] {
        reading.diagnostics.filter { $0.severity == .error }
            .map { "\($0.code.rawValue) \($0.position?.description ?? "nowhere")" }
    }
}

extension Project {
    init(_ yaml: String, environment: [String: String] = [:]) {
        self.init(files: ["compose.yaml": yaml], environment: environment)
    }
}
