/// Takes messages of HTTP/1.1 from a socket, and passes their bodies on as they come.
struct HTTPReader {
    private let socket: UnixSocket
    private var buffer: [UInt8] = []

    init(_ socket: UnixSocket) { self.socket = socket }

    /// The next message's head; `nil` where the peer has closed.
    mutating func head() -> HTTPHead? {
        var bytes: [UInt8] = []
        while true {
            guard let line = line() else { return nil }
            bytes += line
            if line == [13, 10] { return HTTPHead(bytes) }
        }
    }

    /// Passes a body on; what `sink` does not take is read all the same.
    ///
    /// - Returns: Whether the whole body came.
    mutating func passBody(_ framing: HTTPHead.Framing, to sink: (ArraySlice<UInt8>) -> Bool) -> Bool {
        switch framing {
        case .none: true
        case .length(let count): pass(count, to: sink)
        case .chunked: passChunks(to: sink)
        case .untilClose: passRest(to: sink)
        }
    }

    private mutating func passChunks(to sink: (ArraySlice<UInt8>) -> Bool) -> Bool {
        while let line = line() {
            guard sink(line[...]) else { return false }
            let digits = String(decoding: line.prefix { $0 != 13 && $0 != UInt8(ascii: ";") }, as: UTF8.self)
            guard let size = Int(digits, radix: 16) else { return false }
            guard size > 0 else { return pass(2, to: sink) }
            guard pass(size + 2, to: sink) else { return false }
        }
        return false
    }

    private mutating func passRest(to sink: (ArraySlice<UInt8>) -> Bool) -> Bool {
        repeat {
            guard sink(buffer[...]) else { return false }
            buffer = socket.receive()
        } while !buffer.isEmpty
        return true
    }

    private mutating func pass(_ count: Int, to sink: (ArraySlice<UInt8>) -> Bool) -> Bool {
        var missing = count
        while missing > 0 {
            guard fill() else { return false }
            let part = buffer.prefix(missing)
            guard sink(part) else { return false }
            missing -= part.count
            buffer.removeFirst(part.count)
        }
        return true
    }

    /// With its end, `\r\n`.
    private mutating func line() -> [UInt8]? {
        var line: [UInt8] = []
        while fill() {
            guard let end = buffer.firstIndex(of: 10) else {
                line += buffer
                buffer = []
                continue
            }
            line += buffer[...end]
            buffer.removeFirst(end + 1)
            return line
        }
        return nil
    }

    /// Whether there is something to take.
    private mutating func fill() -> Bool {
        if buffer.isEmpty { buffer = socket.receive() }
        return !buffer.isEmpty
    }
}
