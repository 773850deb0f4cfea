/// Splits a command as a POSIX shell splits it into words: quotes and backslashes count, nothing is expanded.
enum ShellWords {
    /// `nil` where a quote is not closed or the text ends in a backslash.
    static func split(_ text: String) -> [String]? {
        var splitter = Splitter()
        for scalar in text.unicodeScalars { splitter.take(scalar) }
        return splitter.finished
    }

    private struct Splitter {
        private enum Mode { case bare, single, double }

        private var words: [String] = []
        private var word: String.UnicodeScalarView?
        private var mode = Mode.bare
        private var isEscaped = false

        var finished: [String]? {
            guard mode == .bare, !isEscaped else { return nil }
            return words + [word].compactMap(\.self).map { String($0) }
        }

        mutating func take(_ scalar: Unicode.Scalar) {
            if isEscaped {
                takeEscaped(scalar)
                return
            }
            switch mode {
            case .bare: takeBare(scalar)
            case .single: if scalar == "'" { mode = .bare } else { append(scalar) }
            case .double: takeDouble(scalar)
            }
        }

        private mutating func takeBare(_ scalar: Unicode.Scalar) {
            switch scalar {
            case " ", "\t", "\n": endWord()
            case "'": open(.single)
            case "\"": open(.double)
            case "\\": isEscaped = true
            default: append(scalar)
            }
        }

        private mutating func takeDouble(_ scalar: Unicode.Scalar) {
            switch scalar {
            case "\"": mode = .bare
            case "\\": isEscaped = true
            default: append(scalar)
            }
        }

        /// Between double quotes a backslash stands for itself before all but four characters; before a line break it
        /// vanishes with it.
        private mutating func takeEscaped(_ scalar: Unicode.Scalar) {
            isEscaped = false
            guard scalar != "\n" else { return }
            if mode == .double, !["\"", "\\", "$", "`"].contains(scalar) { append("\\") }
            append(scalar)
        }

        private mutating func open(_ mode: Mode) {
            self.mode = mode
            word = word ?? String.UnicodeScalarView()
        }

        private mutating func append(_ scalar: Unicode.Scalar) {
            var current = word ?? String.UnicodeScalarView()
            word = nil
            current.append(scalar)
            word = current
        }

        private mutating func endWord() {
            if let word { words.append(String(word)) }
            word = nil
        }
    }
}
