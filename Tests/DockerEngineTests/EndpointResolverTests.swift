import DockerEngine
import Testing

/// Which endpoint is chosen, in docker's own order.
@Suite struct EndpointResolverTests {
    private struct Unreadable: Error {}

    private func resolve(
        context: String? = nil,
        host: String? = nil,
        _ environment: [String: String] = [:],
        ssot: String? = nil,
        files: [String: String] = [:]
    ) throws(EndpointFault) -> ResolvedEndpoint {
        try EndpointResolver.resolve(
            context: context,
            host: host,
            environment: environment,
            ssotHost: ssot,
            readFile: { files[$0].map { Array($0.utf8) } }
        )
    }

    private func unix(_ path: String, _ source: EndpointSource) -> ResolvedEndpoint {
        ResolvedEndpoint(endpoint: .unix(path: path), source: source)
    }

    /// sha256("remote"), by `printf remote | sha256sum`.
    private let folder = "/d/contexts/meta/b71199ebd070b36beab7317920c2c2f1d777df8d05e5527d8458fda57cb17a7a"

    private var files: [String: String] {
        [
            "/d/config.json": #"{"auths":{},"currentContext":"remote"}"#,
            "\(folder)/meta.json":
                #"{"Name":"remote","Metadata":{},"Endpoints":{"docker":{"Host":"unix:///ctx.sock","SkipTLSVerify":false}}}"#,
        ]
    }

    @Test func `nothing said is the default socket`() throws {
        #expect(try resolve() == unix("/var/run/docker.sock", .standard))
        #expect(try resolve(["DOCKER_HOST": "", "DOCKER_CONTEXT": ""]) == unix("/var/run/docker.sock", .standard))
    }

    @Test func `each source gives way to the one before it`() throws {
        let all = ["DOCKER_CONFIG": "/d", "DOCKER_HOST": "unix:///env.sock", "DOCKER_CONTEXT": "remote"]
        #expect(try resolve(host: "/flag.sock", all, files: files) == unix("/flag.sock", .hostFlag))
        #expect(try resolve(context: "remote", all, files: files) == unix("/ctx.sock", .contextFlag("remote")))
        #expect(try resolve(all, ssot: "/ssot.sock", files: files) == unix("/env.sock", .dockerHost))
        let named = ["DOCKER_CONFIG": "/d", "DOCKER_CONTEXT": "remote"]
        #expect(try resolve(named, ssot: "/ssot.sock", files: files) == unix("/ctx.sock", .dockerContext("remote")))
        let current = try resolve(["DOCKER_CONFIG": "/d"], ssot: "/ssot.sock", files: files)
        #expect(current == unix("/ctx.sock", .currentContext("remote")))
        #expect(try resolve(ssot: "unix:///ssot.sock") == unix("/ssot.sock", .ssot))
    }

    @Test func `the folder of contexts is below HOME where nothing else is said`() throws {
        let moved = Dictionary(uniqueKeysWithValues: files.map { ("/home/a/.docker" + $0.key.dropFirst(2), $0.value) })
        #expect(try resolve(["HOME": "/home/a"], files: moved) == unix("/ctx.sock", .currentContext("remote")))
    }

    @Test func `a context and a host together are refused`() {
        #expect(throws: EndpointFault.contextAndHost) { try resolve(context: "a", host: "/b") }
    }

    @Test func `the context default means DOCKER_HOST or the default socket`() throws {
        let environment = ["DOCKER_HOST": "unix:///env.sock"]
        #expect(try resolve(context: "default", environment) == unix("/env.sock", .contextFlag("default")))
        #expect(try resolve(context: "default") == unix("/var/run/docker.sock", .contextFlag("default")))
        let current = ["/d/config.json": #"{"currentContext":"default"}"#]
        #expect(try resolve(["DOCKER_CONFIG": "/d"], ssot: "/s.sock", files: current) == unix("/s.sock", .ssot))
    }

    @Test func `a context that is not there or not readable is an error, not the default socket`() {
        #expect(throws: EndpointFault.contextNotFound("x")) { try resolve(context: "x") }
        let broken = ["/d/config.json": "{", "\(folder)/meta.json": #"{"Endpoints":{}}"#]
        #expect(throws: EndpointFault.configurationUnreadable(path: "/d/config.json")) {
            try resolve(["DOCKER_CONFIG": "/d"], files: broken)
        }
        #expect(throws: EndpointFault.contextUnreadable("remote")) {
            try resolve(context: "remote", ["DOCKER_CONFIG": "/d"], files: broken)
        }
        #expect(throws: EndpointFault.contextUnreadable("remote")) {
            try EndpointResolver.resolve(context: "remote", host: nil, environment: [:], ssotHost: nil) { _ in
                throw Unreadable()
            }
        }
    }

    @Test func `tcp needs TLS`() throws {
        #expect(throws: EndpointFault.unencryptedTCP) { try resolve(host: "tcp://10.0.0.1:2375") }
        let secured = try resolve(host: "tcp://10.0.0.1", ["DOCKER_TLS_VERIFY": "1"])
        #expect(secured.endpoint == .tls(host: "10.0.0.1", port: 2376))
    }

    @Test(arguments: [
        "tcp://u:canary@h", "ssh://u:canary@h", "ssh://-oProxyCommand=canary", "ssh://-u@h", "ssh://h?canary",
        "ssh://@h", "ssh://", "http://canary", "docker.canary", "unix://canary", "unix://",
        "unix:///tmp/\u{1b}[2Jcanary", "ssh://h#canary",
        "ssh://a b",
    ])
    func `an address that is unsafe or unreadable is refused and not quoted`(address: String) {
        let error = #expect(throws: EndpointFault.self) { try resolve(host: address, ["DOCKER_TLS_VERIFY": "1"]) }
        #expect(error.map { !"\($0) \($0.fix)".contains("canary") } == true)
    }

    @Test func `an ssh address gives its host`() throws {
        #expect(try resolve(host: "ssh://deploy@db-1.example:2222/run/x").endpoint.host == "db-1.example")
        #expect(try resolve(host: "ssh://db-1").endpoint.host == "db-1")
    }
}
