import CoreTestSupport
import Domain
import Testing

/// A plan of the planner's with one thing changed by hand, and how apply must answer it.
struct HandMadePlan: Sendable, CustomTestStringConvertible {
    let name: String
    let exit: ExitCode
    /// What the refusal must name.
    let field: String
    let edit: @Sendable (JSON) -> JSON

    init(_ name: String, _ exit: ExitCode, _ field: String, _ edit: @escaping @Sendable (JSON) -> JSON) {
        self.name = name
        self.exit = exit
        self.field = field
        self.edit = edit
    }

    var testDescription: String { name }

    static let all =
        origin + claims + validity + costs + bodies + secrets + calls + networks + order + strangers + preconditions
}

/// Where things stand in the plan of the recorded host.
enum Place {
    static let worker = "container/demo-worker-1"
    static let agent = "container/demo-agent-1"
    static let web = "container/demo-web-1"
    static let cache = "container/demo-cache-1"
    static let mail = "container/demo-mail-1"
    static let running = "container/test-a"
    static let stopped = "container/test-b"
    static let volume = "volume/test-v"
    static let image = "image/test-gone:1"
    static let newVolume = "volume/demo_jobs"
    static let newNetwork = "network/demo_side"
}

extension JSON {
    /// The plan with one place of one action changed.
    func at(_ address: String, _ path: String, _ edit: (JSON?) -> JSON?) -> JSON {
        editing("plan.actions.\(index(of: address)).\(path)", edit)
    }

    func at(_ address: String, _ path: String, is value: JSON) -> JSON { at(address, path) { _ in value } }

    /// Adds an element to a list of one action; makes the list where there is none.
    func at(_ address: String, _ path: String, adding element: JSON) -> JSON {
        at(address, path) { .array(($0?.array ?? []) + [element]) }
    }

    func action(_ address: String) -> JSON { self["plan"]?["actions"]?.array?[index(of: address)] ?? .null }

    /// The plan with other actions, numbered anew.
    func actions(_ edit: ([JSON]) -> [JSON]) -> JSON {
        editing("plan.actions") { old in
            let actions = edit(old?.array ?? []).enumerated().map { $1.setting("seq", to: .number($0 + 1)) }
            return .array(actions)
        }
    }

    private func index(of address: String) -> Int {
        let actions = self["plan"]?["actions"]?.array ?? []
        return actions.firstIndex { $0["address"]?.string == address } ?? 0
    }
}
