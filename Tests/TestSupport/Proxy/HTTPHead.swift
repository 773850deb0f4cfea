/// The first line and the headers of one message of HTTP/1.1.
struct HTTPHead {
    /// How long a body is.
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
        case untilClose
    }

    let bytes: [UInt8]
    let firstLine: String
    private let headers: [String: String]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        firstLine = lines.first.map(String.init) ?? ""
        let pairs = lines.dropFirst().compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
        headers = Dictionary(pairs) { first, _ in first }
    }

    /// A request without a length has no body.
    var requestFraming: Framing { declaredFraming ?? .none }

    func answerFraming(to method: String) -> Framing {
        let status = firstLine.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        if method == "HEAD" || status.hasPrefix("1") || ["204", "304"].contains(status) { return .none }
        return declaredFraming ?? .untilClose
    }

    private var declaredFraming: Framing? {
        if headers["transfer-encoding"]?.lowercased().contains("chunked") == true { return .chunked }
        return headers["content-length"].flatMap(Int.init).map { .length($0) }
    }
}
