import Domain

/// Substitution of `$NAME` and `${NAME…}` in one text, by Compose's rules.
enum Interpolation {
    /// What a text became, and what it asked for on the way.
    struct Result: Sendable, Hashable {
        /// Meaningless where there is a problem.
        let text: String
        /// Variables whose values are in the text.
        let used: Set<String>
        /// Variables that are not set and have no default: "" stands in the text for each.
        let missing: [String]
        let problem: Problem?
    }

    enum Problem: Sendable, Hashable {
        /// A `${` that begins no variable. A literal dollar sign is written `$$`.
        case invalid
        /// `${NAME:?reason}` or `${NAME?reason}`, and the variable has no value.
        case required(variable: String, reason: String)
        case tooDeep
    }

    /// The text with its variables replaced. `lookup` gives `nil` for a variable that is not set, which is not the
    /// same as empty.
    static func substitute(_ text: String, lookup: (String) -> String?) -> Result {
        guard text.utf8.contains(UInt8(ascii: "$")) else {
            return Result(text: text, used: [], missing: [], problem: nil)
        }
        return withoutActuallyEscaping(lookup) { lookup in
            var substitution = Substitution(lookup: lookup)
            let output = substitution.expand(Array(text.utf8)[...], depth: 0)
            return Result(
                text: String(decoding: output, as: UTF8.self),
                used: substitution.used,
                missing: substitution.missing,
                problem: substitution.problem
            )
        }
    }
}

/// Substitutes variables in every value of a tree and casts texts where a key has another type. Keys stay as they are.
struct TreeInterpolation {
    private let variables: [String: String]
    private let casts: [(pattern: TreePath, cast: ValueCast)]
    private(set) var findings = DiagnosticCollector()
    /// Uses of variables that are not set and have no default.
    private(set) var unset: [UnsetVariable] = []

    init(variables: [String: String], casts: [(pattern: TreePath, cast: ValueCast)] = ValueCast.ofCompose) {
        self.variables = variables
        self.casts = casts
    }

    mutating func apply(_ value: ComposeValue, at path: TreePath = TreePath()) -> ComposeValue {
        switch value.kind {
        case .string(let text): return scalar(text, of: value, at: path)
        case .sequence(let elements):
            var copy = value
            copy.kind = .sequence(elements.map { apply($0, at: path.appending("[]")) })
            return copy
        case .mapping(let entries):
            var copy = value
            copy.kind = .mapping(
                entries.map { entry in
                    ComposeValue.Entry(
                        entry.key,
                        at: entry.keyPosition,
                        apply(entry.value, at: path.appending(entry.key))
                    )
                }
            )
            return copy
        case .null, .bool, .integer, .decimal: return value
        }
    }

    private mutating func scalar(_ text: String, of value: ComposeValue, at path: TreePath) -> ComposeValue {
        let result = Interpolation.substitute(text) { variables[$0] }
        if let problem = result.problem {
            report(problem, quotingReason: result.used.isEmpty, at: value.position)
            return value
        }
        unset += result.missing.map { name in
            UnsetVariable(
                name: name,
                position: value.position,
                naming: TreeInterpolation.namesThings(path) ? path : nil
            )
        }
        var copy = value
        copy.kind = cast(result.text, at: value.position, path)
        copy.origins.formUnion(result.used.map { .variable($0) })
        return copy
    }

    private mutating func cast(_ text: String, at position: SourcePosition, _ path: TreePath) -> ComposeValue.Kind {
        guard let cast = casts.first(where: { path.matches($0.pattern) })?.cast else { return .string(text) }
        guard let kind = cast.cast(text) else {
            findings.error(
                .stackValue,
                "`\(path)` takes \(cast.name), and the text here is something else.",
                fix: "Write \(cast.name), or set the variable to one.",
                at: position
            )
            return .string(text)
        }
        if case .bool = kind, text.lowercased() != "true", text.lowercased() != "false" {
            findings.warning(
                .stackValue,
                "`\(path)` is true or false, and only old YAML spells it like this.",
                fix: "Write `\(kind == .bool(true))`.",
                at: position
            )
        }
        return kind
    }

    /// The reason for a required variable is quoted unless a variable's value may be in it.
    private mutating func report(
        _ problem: Interpolation.Problem,
        quotingReason: Bool,
        at position: SourcePosition
    ) {
        switch problem {
        case .invalid:
            findings.error(
                .stackVariable,
                "A `${` here begins no variable that Compose could read.",
                fix: "Write `${NAME}` or `${NAME:-default}`; for a dollar sign itself write `$$`.",
                at: position
            )
        case .tooDeep:
            findings.error(
                .stackVariable,
                "Defaults stand in defaults too many levels deep.",
                fix: "Set the variable instead.",
                at: position
            )
        case .required(let variable, let reason):
            findings.error(
                .stackVariable,
                "The variable `\(variable)` has no value and must have one"
                    + (reason.isEmpty || !quotingReason ? "." : ": \(reason)"),
                fix: "Set it in the environment or in an env file.",
                at: position
            )
        }
    }

    /// The keys where an unset variable is dangerous: an empty text there would name another image, container, volume,
    /// network or path of the host.
    private static func namesThings(_ path: TreePath) -> Bool { naming.contains { path.matches($0) } }

    private static let naming: [TreePath] = [
        "name", "services.*.image", "services.*.container_name", "services.*.volumes.[]",
        "services.*.volumes.[].source", "services.*.volumes.[].target", "services.*.tmpfs", "services.*.tmpfs.[]",
        "services.*.volumes_from.[]", "services.*.networks.[]", "services.*.network_mode",
        "services.*.configs.[].source", "services.*.configs.[].target", "services.*.secrets.[].source",
        "services.*.secrets.[].target", "volumes.*.name", "volumes.*.driver_opts.device", "networks.*.name",
        "configs.*.name", "configs.*.file", "secrets.*.name", "secrets.*.file",
    ].map { TreePath($0) }
}
