import Crypto
import FoundationEssentials

/// Docker's folder of contexts, `$DOCKER_CONFIG` or `~/.docker`.
struct ContextStore {
    let environment: [String: String]
    let readFile: EndpointResolver.FileReader

    func variable(_ name: String) -> String? {
        guard let value = environment[name], !value.isEmpty else { return nil }
        return value
    }

    /// The context chosen by `docker context use`; `nil` for `default`.
    func currentContext() throws(EndpointFault) -> String? {
        let path = "\(folder)/config.json"
        do {
            guard let bytes = try readFile(path) else { return nil }
            let name = try JSONDecoder().decode(Configuration.self, from: Data(bytes)).currentContext
            return name == nil || name == "" || name == "default" ? nil : name
        } catch {
            throw .configurationUnreadable(path: path)
        }
    }

    func resolved(host: String, _ source: EndpointSource) throws(EndpointFault) -> ResolvedEndpoint {
        let usesTLS = variable("DOCKER_TLS_VERIFY") != nil || variable("DOCKER_TLS") != nil
        return ResolvedEndpoint(endpoint: try EngineEndpoint(parsing: host, usesTLS: usesTLS), source: source)
    }

    func resolved(_ context: String, _ source: EndpointSource) throws(EndpointFault) -> ResolvedEndpoint {
        guard context != "default" else { return try resolvedDefault(source) }
        let digest = ContextStore.hexadecimal(SHA256.hash(data: Array(context.utf8)))
        let host = try host(of: context, at: "\(folder)/contexts/meta/\(digest)/meta.json")
        let usesTLS = try hasCertificates(context, in: "\(folder)/contexts/tls/\(digest)/docker")
        return ResolvedEndpoint(endpoint: try EngineEndpoint(parsing: host, usesTLS: usesTLS), source: source)
    }

    /// The context `default` is no file: it means `DOCKER_HOST`, else the default socket.
    private func resolvedDefault(_ source: EndpointSource) throws(EndpointFault) -> ResolvedEndpoint {
        if let host = variable("DOCKER_HOST") { return try resolved(host: host, source) }
        return ResolvedEndpoint(endpoint: .defaultSocket, source: source)
    }

    private func host(of context: String, at path: String) throws(EndpointFault) -> String {
        let bytes: [UInt8]?
        do { bytes = try readFile(path) } catch { throw .contextUnreadable(context) }
        guard let bytes else { throw .contextNotFound(context) }
        do {
            return try JSONDecoder().decode(Metadata.self, from: Data(bytes)).endpoints.docker.host
        } catch {
            throw .contextUnreadable(context)
        }
    }

    private func hasCertificates(_ context: String, in folder: String) throws(EndpointFault) -> Bool {
        do { return try readFile("\(folder)/ca.pem") != nil } catch { throw .contextUnreadable(context) }
    }

    private var folder: String {
        variable("DOCKER_CONFIG") ?? "\(variable("HOME") ?? "")/.docker"
    }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

private struct Configuration: Decodable {
    let currentContext: String?
}

private struct Metadata: Decodable {
    struct Endpoints: Decodable {
        let docker: Docker
    }

    struct Docker: Decodable {
        let host: String

        enum CodingKeys: String, CodingKey { case host = "Host" }
    }

    let endpoints: Endpoints

    enum CodingKeys: String, CodingKey { case endpoints = "Endpoints" }
}
