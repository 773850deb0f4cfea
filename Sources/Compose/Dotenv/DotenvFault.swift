import Domain

/// What can be wrong in an env file. No message quotes a value: most of them are secrets.
enum DotenvFault {
    static func name(at position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            "This line of the env file begins with no name of a variable.",
            fix: "Write NAME=value; begin comments with #.",
            position: position
        )
    }

    static func quote(at position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            "A quote in this line of the env file is never closed.",
            fix: "Close the quote.",
            position: position
        )
    }

    static func variable(at position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            "A variable in this line of the env file cannot be read, or has no value and must have one.",
            fix: "Write `${NAME}` or `${NAME:-default}`, or put the value in single quotes.",
            position: position
        )
    }

    static func size(at position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            "The variables of the env file hold more than \(Dotenv.sizeLimit) bytes together.",
            fix: "Check that this is the right file.",
            position: position
        )
    }

    static func noText(in file: String) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            "The env file is no UTF-8 text of at most \(Dotenv.sizeLimit) bytes.",
            fix: "Save it as UTF-8.",
            position: SourcePosition(file: file, line: 1, column: 1)
        )
    }

    static func missing(_ variable: String, _ position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            .warning,
            "The variable `\(variable)` is not set; an empty text stands for it.",
            fix: "Set it above this line or in the environment, or write a default: `${\(variable):-}`.",
            position: position
        )
    }
}
