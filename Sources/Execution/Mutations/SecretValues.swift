import DockerEngine

/// The secrets of a plan's bodies, by the names that stand in the plan, each proven to be the value that was planned.
/// They go into the bodies of calls and nowhere else.
package struct SecretValues: Sendable, CustomStringConvertible, CustomReflectable {
    private let values: [String: String]

    package static let none = SecretValues([:])

    package init(_ values: [String: String]) { self.values = values }

    package var description: String { "SecretValues(\(values.count))" }

    package var customMirror: Mirror { Mirror(self, children: ["count": values.count]) }

    /// `nil` for a name that nobody handed in.
    subscript(name: String) -> String? { values[name] }

    /// What no message about a call may show.
    var hidden: HiddenValues { HiddenValues(Array(values.values)) }
}
