import Glibc
import Reports

/// What is known of the terminal, and plain writing to it.
enum Terminal {
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// A question can be asked where both ends are a person's.
    static var canAsk: Bool { isTerminal(STDIN_FILENO) && isTerminal(STDERR_FILENO) }

    @Sendable static func ask(_ prompt: String) -> String? {
        write(prompt, to: STDERR_FILENO)
        return readLine(strippingNewline: true)
    }

    /// Writes everything, or stops where nobody reads any more.
    ///
    /// - Returns: Why it could not be written; `nil` where it was, and where a reader went away or the stream was closed
    ///   on purpose.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32) -> Unwritten? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 || errno == EINTR else { return Unwritten(errno: errno) }
            bytes = bytes.dropFirst(max(0, written))
        }
        return nil
    }

    /// An answer that did not arrive where it was sent.
    struct Unwritten {
        let reason: String

        init?(errno code: Int32) {
            guard [ENOSPC, EDQUOT, EFBIG, EIO].contains(code) else { return nil }
            reason = String(cString: strerror(code))
        }
    }

    /// `--color` before `NO_COLOR` before `CLICOLOR_FORCE` before `TERM=dumb` before what the stream is; for each
    /// stream by itself.
    static func styling(of descriptor: Int32, _ choice: ColourChoice) -> Styling {
        let isDumb = variable("TERM") == "dumb"
        let automatic: Bool
        if variable("NO_COLOR") != nil {
            automatic = false
        } else if let forced = variable("CLICOLOR_FORCE") ?? variable("FORCE_COLOR"), forced != "0" {
            automatic = true
        } else {
            automatic = variable("CLICOLOR") != "0" && !isDumb && isTerminal(descriptor)
        }
        let usesColour =
            switch choice {
            case .always: true
            case .never: false
            case .auto: automatic
            }
        return Styling(usesColour: usesColour, width: width(of: descriptor), usesUnicode: !isDumb)
    }

    /// Text is broken for people at a terminal. What goes into a file or a pipe stays whole, unless `COLUMNS` asks.
    private static func width(of descriptor: Int32) -> Int {
        if let columns = variable("COLUMNS").flatMap(Int.init), columns > 0 { return columns }
        guard isTerminal(descriptor) else { return unbroken }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    private static let unbroken = 1_000_000

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
