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
        // No answer of the Engine begins with this character.
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
