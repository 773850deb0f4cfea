import Domain

/// A command that makes sense next, and why.
package struct NextAction: Sendable, Hashable {
    package let command: String
    package let why: String

    package init(command: String, why: String) {
        self.command = command
        self.why = why
    }

    var json: JSON { ["command": .string(command), "why": .string(why)] }
}
