import Compose
import Domain

/// How a value of the model becomes a value of the plan. Every scalar of a service goes one of these ways:
///
/// - a **free text** may be anything, so it is sealed where a variable or an env file gave it, or where it looks like a
///   secret (``free(_:as:)``, ``freeList(_:as:)``, ``sealed(_:_:as:prefix:suspected:)``);
/// - a **closed form**, such as an address or a word of the Engine's, tells no secret; from a variable it is taken only
///   in its form (``closed(_:_:_:)``);
/// - **numbers and switches** are read as such, and what is none is none;
/// - **names** (images, containers, networks, volumes, services, aliases, drivers) and **places** (paths of the host
///   and of the container that are mounted or passed on) stand as they are, because a reviewer must see what is meant.
extension ServiceBuilder {
    /// The service's own value of this key.
    mutating func free(_ key: String, as family: AttributeFamily, _ isPlain: (String) -> Bool = { _ in false }) -> JSON?
    {
        self[key].flatMap { $0.text == nil ? nil : free($0, key, as: AttributeKey(family), isPlain) }
    }

    private mutating func free(
        _ value: ComposeValue,
        _ part: String,
        as key: AttributeKey?,
        _ isPlain: (String) -> Bool
    ) -> JSON {
        let text = value.text ?? ""
        guard !isPlain(text) else { return .string(text) }
        return sealed(value, part, as: key, suspected: SecretWords.suspects(key: "", value: text))
    }

    /// A list of free texts. People may read it where none of it is sealed.
    mutating func freeList(
        _ key: String,
        as family: AttributeFamily,
        _ isPlain: (String) -> Bool = { _ in false }
    ) -> JSON {
        let values = self[key].map { $0.text == nil ? $0.elements : [$0] } ?? []
        let list = values.enumerated().map { free($1, "\(key).\($0)", as: nil, isPlain) }
        let texts = list.compactMap(\.string)
        if texts.count == list.count, !list.isEmpty { shown[AttributeKey(family)] = texts.joined(separator: ", ") }
        return .array(list)
    }

    /// The scalars of a list, each of a closed form.
    mutating func closedList(_ key: String, _ isOfForm: (String) -> Bool) -> [String] {
        (self[key].map { $0.text == nil ? $0.elements : [$0] } ?? []).compactMap { closed($0, key, isOfForm) }
    }

    mutating func closed(_ value: ComposeValue?, _ key: String, _ isOfForm: (String) -> Bool) -> String? {
        findings.closed(value, key, of: owner, isOfForm)
    }

    mutating func closed(_ key: String, _ isOfForm: (String) -> Bool) -> String? { closed(self[key], key, isOfForm) }
}

extension DiagnosticCollector {
    /// A value of a closed form. From a variable, any other text is refused, and the message does not quote it. A
    /// literal of the file is passed to the Engine, which may know more forms.
    mutating func closed(
        _ value: ComposeValue?,
        _ key: String,
        of owner: String,
        _ isOfForm: (String) -> Bool
    ) -> String? {
        guard let value, let text = value.text else { return nil }
        guard value.isGiven, !text.isEmpty, !isOfForm(text) else { return text }
        let variables = value.origins.sorted().map { origin in
            switch origin {
            case .variable(let name): "the variable \(name)"
            case .envFile(let path): path
            }
        }
        error(
            .stackValue,
            "`\(key)` of \(owner) cannot be what \(variables.joined(separator: " and ")) gives",
            fix: "Correct the value; see the Compose file's reference for what `\(key)` takes.",
            at: value.position
        )
        return nil
    }
}
