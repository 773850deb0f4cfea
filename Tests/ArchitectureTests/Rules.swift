/// The rules that the compiler cannot enforce.
enum Rules {
    static let all =
        [imports, workflowImports] + determinism + [monotonicClock, callsThatChange, methodNames, queries] + language

    static let imports = Rule(description: "a module imports only what its place in the pipeline allows") { file in
        guard let allowed = ImportTable.allowed[file.module] else { return [] }
        return file.imports.filter { !allowed.contains($0) }.map { "\(file.path) imports \($0)" }
    }

    static let workflowImports = Rule(description: "use cases reach databases, sockets and YAML through modules") {
        file in
        guard file.module == "Workflows" else { return [] }
        return file.imports.filter(ImportTable.deniedToWorkflows.contains).map { "\(file.path) imports \($0)" }
    }

    /// Wall-clock time, identifiers and random numbers come from `Environment`.
    static let determinism = [
        "Date()", "Date.now", "UUID()", "Task.sleep", ".random(",
        "SystemRandomNumberGenerator", "randomElement(", "shuffled(", "clock_gettime", "arc4random", "getrandom",
    ].map { word in
        Rule.line("no \(word) outside the environment") { file, line in
            !mayReadClock(file.path) && (word.first == "." ? line.contains(word) : line.hasWord(word))
        }
    }

    /// The Engine's client measures the deadlines of its requests on a monotonic clock; everything else measures with
    /// the `uptime` of `Environment`, which a test can set.
    static let monotonicClock = Rule.line("only the Engine's client measures time itself") { file, line in
        file.module != "DockerEngine" && ["ContinuousClock", "SuspendingClock"].contains { line.hasWord($0) }
    }

    private static func mayReadClock(_ path: String) -> Bool {
        path.hasPrefix("Workflows/Environment/")
    }

    static func mayChangeHost(_ path: String) -> Bool {
        path.hasPrefix("Execution/Mutations/") || path.hasPrefix("Execution/Probes/")
    }

    /// The one file that spells the methods out.
    private static let methods = "DockerEngine/Transport/EngineRequest.swift"

    static let callsThatChange = Rule.line("only mutations and probes build a request that may change a host") {
        file,
        line in
        guard !mayChangeHost(file.path), file.path != methods else { return false }
        let others = [".post", ".put", ".patch", ".POST", ".PUT", ".PATCH", ".DELETE", "EngineMethod.delete"]
        let isDelete = line.contains("EngineRequest(.delete") || line.contains("method: .delete")
        return isDelete || others.contains { line.hasWord($0) }
    }

    static let methodNames = Rule.literal("only one file spells the methods that change a host") { file, text in
        // `DELETE` is a word of SQL too.
        file.path != methods && file.module != "Ledger" && ["POST", "PUT", "PATCH", "DELETE"].contains(text)
    }

    static let queries = Rule.literal("no call forces, takes volumes along or prunes") { file, text in
        let isParameter = ["force", "v"].contains(text) && ["Execution", "DockerEngine"].contains(file.module)
        let isQuery = text.contains("force=") || text.contains("?v=1") || text.contains("&v=1")
        // The command line knows the word for whoever types it; it builds no request.
        let isPrune = text == "prune" && file.module != "reconcile"
        return isParameter || isQuery || text.hasSuffix("/prune") || isPrune
    }

    static let language = [
        Rule.line("no forced unwrapping, no forced try, no forced cast") { _, line in line.hasForce },
        Rule.line("nothing is public") { _, line in line.hasWord("public") || line.hasWord("open class") },
        Rule.line("no way to stop the process in the middle") { _, line in
            ["fatalError", "preconditionFailure", "assertionFailure", "assert("].contains { line.hasWord($0) }
        },
        Rule.line("no way around the compiler's checks of concurrency") { _, line in
            ["@unchecked", "nonisolated(unsafe)", "Task.detached", "@preconcurrency"].contains { line.contains($0) }
        },
        Rule.line("pure modules do without Foundation, files and clocks") { file, line in
            let pure: Set = [
                "Domain", "JSON", "YAML", "SSOT", "Compose", "Attributes", "Stack", "Classification", "Planning",
                "Reports",
                "PlanFile",
            ]
            let words = [
                "Foundation", "FoundationEssentials", "Glibc", "ContinuousClock", "SuspendingClock", "FileManager",
            ]
            return pure.contains(file.module) && words.contains { line.hasWord($0) }
        },
        Rule.line("texts are compared by their bytes, in pure modules and in those that keep and compare names") {
            file,
            line in
            let modules: Set = [
                "Domain", "JSON", "YAML", "SSOT", "Compose", "Attributes", "Stack", "Classification", "Planning",
                "Reports",
                "PlanFile", "Ledger", "Workflows",
            ]
            return modules.contains(file.module) && ["hasPrefix(", "hasSuffix("].contains { line.hasWord($0) }
        },
        Rule.line("only the command line prints") { file, line in
            file.module != "reconcile" && (line.hasWord("print(") || line.hasWord("debugPrint("))
        },
        Rule(description: "no open ends") { file in
            ["TODO", "FIXME", "XXX"].filter { file.text.hasWord($0) }.map { "\(file.path) says \($0)" }
        },
        Rule(description: "files stay short") { file in
            let count = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
            return count > 300 ? ["\(file.path) has \(count) lines"] : []
        },
    ]
}

extension String {
    /// A `!` that touches what stands before it and is no `!=`.
    fileprivate var hasForce: Bool {
        guard contains("!") else { return false }
        let text = Array(self)
        return text.indices.contains { index in
            guard text[index] == "!", index > 0 else { return false }
            let before = text[index - 1]
            let isPostfix = before.isPartOfName || [")", "]", "}", "\"", "?", ">", "!"].contains(before)
            return isPostfix && !(index + 1 < text.count && text[index + 1] == "=")
        }
    }
}
