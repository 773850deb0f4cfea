import CoreTestSupport
import Domain
import Foundation
import JSON
import Synchronization
import TestSupport

/// An Engine that says what a real one said of a small host, and does nothing that it is asked to.
///
/// `Host/engine.json` holds the answers of a Debian 12 Engine to the requests of one `plan`, by their paths.
final class ScriptedEngine: Sendable {
    private let answers: Mutex<JSON>

    init(_ answers: JSON) { self.answers = Mutex(answers) }

    /// The host of `Host/`, with the volumes' mountpoints below `folder`.
    static func recorded(mountpointsIn folder: String) throws -> ScriptedEngine {
        let text = try HostFiles.read("engine.json").replacing("/mountpoints/", with: folder + "/")
        return ScriptedEngine(try JSON.parse(Array(text.utf8)))
    }

    /// Changes what the Engine says of one thing.
    func edit(_ change: (JSON) throws -> JSON) rethrows {
        let edited = try change(answers.withLock { $0 })
        answers.withLock { $0 = edited }
    }

    /// Requests that change something are refused; so a plan that the gate lets through fails at its first call.
    func answer(to requestLine: String) -> HostileServer.Answer {
        let parts = requestLine.split(separator: " ").map(String.init)
        guard parts.count >= 2 else { return .http(status: "400 Bad Request", "{}") }
        let path = parts[1].replacing(/^\/v1\.\d+/, with: "")
        if path == "/_ping" { return .ping() }
        guard parts[0] == "GET" else {
            return .http(status: "500 Internal Server Error", headers: Self.version, #"{"message":"scripted"}"#)
        }
        guard let body = body(of: path) else {
            return .http(status: "404 Not Found", headers: Self.version, #"{"message":"not scripted"}"#)
        }
        return .http(headers: Self.version, body)
    }

    /// The answer to the very path, else to the same one with another query.
    private func body(of path: String) -> String? {
        let members = answers.withLock { $0.members ?? [] }
        let plain = path.split(separator: "?").first
        let found =
            members.first { $0.key == path } ?? members.first { $0.key.split(separator: "?").first == plain }
        return found?.value.text(.compact)
    }

    private static let version = ["Api-Version: 1.41"]
}

/// The files beside the tests.
enum HostFiles {
    static func read(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Host")
        return String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }
}
