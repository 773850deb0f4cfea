import Domain
import SSOT

/// Variables that the host sets and that are not set here. A text stands for each, so that what does not depend on their
/// values can be planned.
enum UnsetVariables {
    // Characters that no name and no value of a Compose file has: they belong to nobody (Unicode, private use).
    private static let (opening, closing) = (Character("\u{E000}"), Character("\u{E001}"))

    static func placeholder(_ name: String) -> String { "\(opening)\(name)\(closing)" }

    /// An error for each such variable whose value a plan would have to hold.
    static func diagnostics(_ stack: DesiredStack?, _ position: SourcePosition) -> [Diagnostic] {
        guard let stack else { return [] }
        let bodies = stack.containers.map(\.body) + stack.networks.map(\.body) + stack.volumes.map(\.body)
        let names =
            stack.containers.flatMap { [$0.name, $0.image, $0.service] } + stack.networks.map(\.name)
            + stack.volumes.map(\.name) + [stack.project]
        let found = Set((bodies.flatMap(texts) + names).flatMap(variables))
        return found.sortedByBytes().map { diagnostic($0, position) }
    }

    /// What may explain faults of the stack's files: a port or a number cannot be read from a placeholder.
    static func diagnostic(_ files: StackFiles) -> Diagnostic? {
        let names = files.unsetVariables
        guard !names.isEmpty else { return nil }
        return Diagnostic(
            .stackVariable,
            "The host sets variables that are not set here: \(names.joined(separator: ", "))",
            detail: "One that gives a port, a number, a switch or a name is needed to read the stack's files.",
            fix: "Set it as the host has it; one that gives only a secret is not needed.",
            position: files.composeFiles[0].position
        )
    }

    /// Every text of a body.
    private static func texts(_ json: JSON) -> [String] {
        switch json {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(texts)
        case .object(let members): members.flatMap { [$0.key] + texts($0.value) }
        case .null, .bool, .integer, .decimal: []
        }
    }

    private static func variables(_ text: String) -> [String] {
        text.split(separator: opening, omittingEmptySubsequences: false).dropFirst().map { rest in
            String(rest.prefix { $0 != closing })
        }
    }

    private static func diagnostic(_ name: String, _ position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            "The variable \(name) is set on the host and not here, and the plan holds what it gives",
            detail: "Names, images, ports and paths stand in a plan as they are.",
            fix: "Set \(name) as the host has it, or commit the env file that sets it where it holds no secret.",
            position: position
        )
    }
}
