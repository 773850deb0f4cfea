import FoundationEssentials

/// An HTTP answer before it is known to be the Engine's and a success.
struct EngineAnswer {
    let call: String
    let status: Int
    let contentType: String?
    let apiVersion: String?
    let body: [UInt8]
    var hiding: HiddenValues = .none

    func response() throws(EngineFault) -> EngineResponse {
        switch status {
        case 200..<300, 304: break
        case 300..<400: throw .notAnEngine(why: "\(call) was redirected")
        case 404: throw .notFound(message)
        case 407: throw .notAnEngine(why: "a proxy asks for authentication")
        case 409: throw .conflict(message)
        default: throw .refused(status: status, message)
        }
        guard !isHTML else { throw .notAnEngine(why: "\(call) was answered with HTML") }
        return EngineResponse(status: status, body: body, apiVersion: apiVersion)
    }

    private var isHTML: Bool {
        if let contentType, contentType.lowercased().contains("html") { return true }
        // `<`: HTML, as a proxy or a web server answers. The Engine never begins a body with it.
        return body.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) } == UInt8(ascii: "<")
    }

    /// The Engine's own sentence, else the beginning of whatever came.
    private var message: EngineMessage {
        do {
            return EngineMessage(try JSONDecoder().decode(ErrorBody.self, from: Data(body)).message, hiding: hiding)
        } catch {
            return EngineMessage(String(decoding: body.prefix(1 << 20), as: UTF8.self), hiding: hiding)
        }
    }
}

private struct ErrorBody: Decodable {
    let message: String
}

/// An answer of the Engine with a status of success, 304 included.
package struct EngineResponse: Sendable, Hashable {
    package let status: Int
    package let body: [UInt8]
    /// The `Api-Version` header.
    package let apiVersion: String?

    package init(status: Int, body: [UInt8], apiVersion: String?) {
        self.status = status
        self.body = body
        self.apiVersion = apiVersion
    }

    /// The Engine had nothing to do: already started, already stopped.
    package var isUnchanged: Bool { status == 304 }
}

/// How long and how much an Engine may answer.
package struct EngineLimits: Sendable, Hashable {
    /// The largest body of an answer, in bytes.
    package let bodyBytes: Int
    /// The time that one read may take from the first byte sent to the last received, its retries included.
    package let readDeadline: Duration

    /// The same for the list of volumes. Before the Engine lists the volumes of the other drivers, it waits 15 seconds
    /// for a plugin that does not listen and a minute for one that does not answer.
    package let volumesDeadline: Duration

    package static let standard = EngineLimits(
        bodyBytes: 64 << 20,
        readDeadline: .seconds(15),
        volumesDeadline: .seconds(75)
    )

    /// `volumesDeadline`: as every read where it is not given.
    package init(bodyBytes: Int, readDeadline: Duration, volumesDeadline: Duration? = nil) {
        self.bodyBytes = bodyBytes
        self.readDeadline = readDeadline
        self.volumesDeadline = volumesDeadline ?? readDeadline
    }
}
