extension HostileServer {
    /// What a hostile server writes, and how it ends.
    package struct Answer: Sendable {
        package enum Ending: Sendable {
            case close
            /// Nothing more, and the connection stays open.
            case silence
            /// White space without an end, as fast as it is taken.
            case flood
            /// White space without an end, a byte at a time.
            case drip
        }

        package let bytes: [UInt8]
        package let ending: Ending

        package init(_ text: String, then ending: Ending = .close) {
            bytes = Array(text.utf8)
            self.ending = ending
        }

        /// A whole answer of HTTP/1.1.
        package static func http(
            status: String = "200 OK",
            type: String = "application/json",
            headers: [String] = [],
            _ body: String
        ) -> Answer {
            Answer(head(status, type, headers + ["Content-Length: \(body.utf8.count)"]) + body)
        }

        /// The beginning of an answer whose body never comes to its promised length.
        package static func unfinished(_ body: String, promised: Int, then ending: Ending = .close) -> Answer {
            Answer(head("200 OK", "application/json", ["Content-Length: \(promised)"]) + body, then: ending)
        }

        /// The Engine's answer to `/_ping`.
        package static func ping(_ version: String = "1.41") -> Answer {
            .http(type: "text/plain", headers: ["Api-Version: \(version)"], "OK")
        }

        private static func head(_ status: String, _ type: String, _ headers: [String]) -> String {
            (["HTTP/1.1 \(status)", "Content-Type: \(type)", "Connection: close"] + headers).joined(separator: "\r\n")
                + "\r\n\r\n"
        }
    }
}
