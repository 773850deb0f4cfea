/// The plain values of everything that stands as a secret reference in the stack's bodies, by the reference's name.
///
/// It prints nothing of them, whatever prints it.
package struct StackSecrets: Sendable {
    private var values: [String: String] = [:]

    package static let empty = StackSecrets()

    /// The plain value; `nil` for a name that no body refers to.
    package subscript(name: String) -> String? { values[name] }

    /// Sorted.
    package var names: [String] { values.keys.sorted() }

    package var isEmpty: Bool { values.isEmpty }

    /// Keeps a value under its name, or under a longer one where another value has that name already: dots in a service's
    /// name and in a variable's may make two names one.
    mutating func keep(_ value: String, as name: String) -> String {
        var free = name
        while let kept = values[free], kept != value { free += "'" }
        values[free] = value
        return free
    }
}

extension StackSecrets: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(values.count) sealed values" }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: [:] as KeyValuePairs<String, Any>) }
}
