import ArgumentParser
import Workflows

/// The forms in which an answer can be printed.
enum OutputFormat: String, CaseIterable, Sendable {
    case text
    case json
    case ndjson
    case csv
    case markdown
    case github

    /// The names of the forms that every verb has, and of these.
    static func names(with others: Set<OutputFormat>) -> [String] {
        allCases.filter { [.text, .json].contains($0) || others.contains($0) }.map(\.rawValue)
    }
}

enum ColourChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case auto
    case always
    case never
}

/// The flags that every verb has.
struct GlobalFlags: ParsableArguments, Sendable {
    @Option(name: [.short, .long], help: ArgumentHelp("The SSOT.", valueName: "ssot"))
    var file: String?

    @Option(
        name: [.customShort("H"), .long],
        help: ArgumentHelp("The Engine's endpoint: unix:///path.", valueName: "url")
    )
    var host: String?

    @Option(name: [.short, .long], help: "The docker context to use.")
    var context: String?

    @Option(name: [.customShort("C"), .long], help: "The repository root; relative paths start there.")
    var directory: String?

    @Option(help: ArgumentHelp("Where ledger, keys and locks are.", valueName: "dir"))
    var state: String?

    @Option(help: ArgumentHelp("The key to sign with.", valueName: "file"))
    var key: String?

    @Option(
        name: .customLong("guard"),
        help: ArgumentHelp("A further guard file; it only adds protection.", valueName: "file")
    )
    var guardFile: [String] = []

    @Option(name: [.customShort("o"), .long], help: "How the answer is printed; the verb's formats stand above.")
    var format: String?

    @Flag(help: "Print exactly one JSON document, for errors too.")
    var json = false

    @Option(help: "auto, always or never.")
    var color: ColourChoice = .auto

    @Flag(name: .customLong("no-color"), help: "The same as --color never.")
    var noColor = false

    @Flag(name: .customLong("no-input"), help: "Never ask.")
    var noInput = false

    @Flag(name: [.short, .long], help: "Print only the answer and warnings: no progress, no hints.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Say more.")
    var verbose = false

    var outputFormat: OutputFormat { json ? .json : format.flatMap(OutputFormat.init) ?? .text }

    var options: Options {
        Options(
            file: file,
            host: host,
            context: context,
            directory: directory,
            state: state,
            key: key,
            guardFiles: guardFile,
            noInput: noInput
        )
    }
}
