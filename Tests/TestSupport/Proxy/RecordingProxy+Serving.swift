extension RecordingProxy {
    /// Serves one connection of a client with one connection to the Engine.
    func serve(_ client: UnixSocket) {
        guard let engine = try? UnixSocket.connect(to: upstreamPath) else { return client.close() }
        whileOpen([client, engine]) {
            var requests = HTTPReader(client)
            var answers = HTTPReader(engine)
            while exchange(client, engine, &requests, &answers) {}
        }
    }

    /// - Returns: Whether the connection can take another request.
    private func exchange(
        _ client: UnixSocket,
        _ engine: UnixSocket,
        _ requests: inout HTTPReader,
        _ answers: inout HTTPReader
    ) -> Bool {
        guard let head = requests.head() else { return false }
        let request = Request(firstLine: head.firstLine)
        let fault = register(request)
        switch fault {
        case .answer(let status, let message): return refuse(client, &requests, head, status, message)
        case .dropBeforeForwarding: return false
        case .hold(let gate): guard gate.wait() else { return false }
        case .dropAfterForwarding, .cutBody, nil: break
        }
        guard engine.write(head.bytes) else { return false }
        guard requests.passBody(head.requestFraming, to: { engine.write(Array($0)) }) else { return false }
        guard let answer = answers.head() else { return false }
        if case .dropAfterForwarding = fault { return false }
        guard client.write(answer.bytes) else { return false }
        return passAnswer(&answers, answer.answerFraming(to: request.method), fault, to: client)
    }

    private func passAnswer(
        _ answers: inout HTTPReader,
        _ framing: HTTPHead.Framing,
        _ fault: Fault?,
        to client: UnixSocket
    ) -> Bool {
        var left = Int.max
        if case .cutBody(let count) = fault { left = count }
        let isWhole = answers.passBody(framing) { part in
            let allowed = part.prefix(left)
            left -= allowed.count
            return client.write(Array(allowed)) && allowed.count == part.count
        }
        return isWhole && framing != .untilClose
    }

    private func refuse(
        _ client: UnixSocket,
        _ requests: inout HTTPReader,
        _ head: HTTPHead,
        _ status: String,
        _ message: String
    ) -> Bool {
        guard requests.passBody(head.requestFraming, to: { _ in true }) else { return false }
        let body = #"{"message":"\#(message)"}"#
        let answer = HostileServer.Answer.http(status: status, body)
        _ = client.write(answer.bytes)
        return false
    }
}
