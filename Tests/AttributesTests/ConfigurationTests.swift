import Attributes
import Domain
import Testing

/// `Config`: a body and an inspect answer that say the same read the same.
@Suite struct ConfigurationTests {
    @Test(arguments: [
        // The image by its familiar name.
        (#"{"Image":"docker.io/library/odoo"}"#, ["image=odoo:latest"]),
        (#"{"Image":"index.docker.io/acme/web:2"}"#, ["image=acme/web:2"]),
        (#"{"Image":"ghcr.io:443/acme/web"}"#, ["image=ghcr.io:443/acme/web:latest"]),
        (#"{"Image":"docker.io/library/odoo:18@sha256:ab"}"#, ["image=odoo:18@sha256:ab"]),
        (#"{"Image":"docker.io/library/odoo@sha256:ab"}"#, ["image=odoo@sha256:ab"]),
        (#"{"Image":"sha256:ab"}"#, ["image=sha256:ab"]),
        // Command and entrypoint.
        (#"{"Cmd":["a","b c"]}"#, ["command=<<a>\n<b c>>"]), (#"{"Cmd":[]}"#, []), (#"{"Cmd":null}"#, []),
        (#"{"Entrypoint":["a"]}"#, ["entrypoint=<<a>>"]), (#"{"Entrypoint":[]}"#, ["entrypoint=[]"]),
        (#"{"Entrypoint":[""]}"#, ["entrypoint=[]"]), (#"{"Entrypoint":null}"#, []),
        // The environment.
        (
            #"{"Env":["A=1","B=","C=a=b","D"]}"#,
            ["environment.A=<1>", "environment.B=<>", "environment.C=<a=b>", "environment.D=unset"]
        ),
        (#"{"Env":["A=1","A=2"]}"#, ["environment.A=<2>"]), (#"{"Env":null}"#, []),
        // Ports.
        (#"{"ExposedPorts":{"80":{},"53/UDP":{}}}"#, ["exposed_port.53/udp=exposed", "exposed_port.80/tcp=exposed"]),
        (#"{"ExposedPorts":{"8000-8001":{}}}"#, ["exposed_port.8000/tcp=exposed", "exposed_port.8001/tcp=exposed"]),
        (#"{"ExposedPorts":{"9-8/tcp":{}}}"#, ["exposed_port.9-8/tcp=exposed"]),
        // Names, user and folder.
        (#"{"Hostname":"h","Domainname":"d","User":"1:2"}"#, ["domainname=<d>", "hostname=<h>", "user=1:2"]),
        (#"{"Hostname":"","Domainname":"","User":"","WorkingDir":""}"#, []),
        (#"{"WorkingDir":"/srv//app/../other/"}"#, ["working_dir=</srv/other>"]),
        (#"{"WorkingDir":"/.."}"#, ["working_dir=</>"]),
        // How it ends.
        (#"{"StopSignal":"15"}"#, ["stop_signal=SIGTERM"]), (#"{"StopSignal":"usr1"}"#, ["stop_signal=SIGUSR1"]),
        (#"{"StopSignal":"SIGRTMIN+3"}"#, ["stop_signal=SIGRTMIN+3"]),
        (#"{"StopSignal":"37"}"#, ["stop_signal=SIGRTMIN+3"]),
        (#"{"StopSignal":"RTMAX-27"}"#, ["stop_signal=SIGRTMIN+3"]),
        (#"{"StopSignal":"SIGPOLL"}"#, ["stop_signal=SIGIO"]),
        (#"{"StopSignal":"odd"}"#, ["stop_signal=odd"]), (#"{"StopSignal":""}"#, []),
        (#"{"StopTimeout":0}"#, ["stop_grace_period=0"]), (#"{"StopTimeout":65}"#, ["stop_grace_period=65"]),
        (#"{"StopTimeout":null}"#, []),
        // The terminal, without what only says who is attached.
        (#"{"Tty":true,"OpenStdin":true,"AttachStdin":true,"StdinOnce":true}"#, ["stdin_open=true", "tty=true"]),
        (#"{"Tty":false,"OpenStdin":false,"AttachStdout":true,"AttachStderr":true}"#, []),
        (#"{"MacAddress":"02-42-AC-11-65-43"}"#, ["mac_address=02:42:ac:11:65:43"]), (#"{"MacAddress":""}"#, []),
        (#"{"ArgsEscaped":true,"OnBuild":["RUN x"],"Shell":["sh"]}"#, []),
        // A value of the wrong type is none.
        (#"{"Cmd":"a","Env":{"A":"1"},"User":7,"StopTimeout":"10","Labels":[]}"#, []),
    ])
    func `what a configuration says`(config: String, expected: [String]) throws {
        #expect(try Reading.body(config).lines == expected)
        #expect(try Reading.inspect(config).lines == expected)
    }

    @Test(arguments: [
        (
            #"{"Test":["CMD","a"],"Interval":2000000000,"Retries":5}"#,
            ["interval=2000000000", "retries=5", "test=<<CMD>\n<a>>"]
        ),
        (
            #"{"Test":[],"Timeout":1,"StartPeriod":2,"StartInterval":3}"#,
            ["start_interval=3", "start_period=2", "timeout=1"]
        ),
        (#"{"Interval":0,"Timeout":0,"StartPeriod":0,"Retries":0}"#, []),
        (#"{"Test":["NONE"],"Interval":3}"#, ["interval=3", "test=NONE"]), ("null", []),
    ])
    func `each part of a health check stands by itself`(check: String, expected: [String]) throws {
        let config = #"{"Healthcheck":\#(check)}"#
        #expect(try Reading.body(config).lines == expected.map { "healthcheck.\($0)" })
        #expect(try Reading.inspect(config).lines == expected.map { "healthcheck.\($0)" })
    }

    @Test func `labels of tools are left out, and ours on content are read as content`() throws {
        let config = """
            {"Labels":{"a":"1","e":"","com.docker.compose.project":"shop","desktop.docker.io/x":"y","reconcile.spec":"v1",
             "reconcile.content./etc//app.conf":"hmac-sha256:0","reconcile.content./x":"canary","com.docker.composed":"2"}}
            """
        let lines = [
            "content./etc/app.conf=hmac-sha256:0", "content./x=<canary>", "label.a=<1>",
            "label.com.docker.composed=<2>", "label.e=<>",
        ]
        #expect(try Reading.body(config).lines == lines)
        #expect(try Reading.inspect(config).lines == lines)
    }

    @Test func `a secret is its digest, in a list too`() throws {
        let secret = BodyReference.secret(name: "web.env.KEY", hmac: "<s>", prefix: "KEY=").json
        let element = BodyReference.secret(name: "web.command", hmac: "<s>", prefix: "").json
        let body: JSON = [
            "Env": [secret], "Cmd": ["a", element], "Labels": ["l": element],
            "HostConfig": [
                "LogConfig": ["Config": ["token": element]], "Sysctls": ["x": element], "StorageOpt": ["o": element],
                "ExtraHosts": [BodyReference.secret(name: "web.hosts", hmac: "<s>", prefix: "db:").json],
            ],
        ]
        let known = #"{"Env":["KEY=s"],"Cmd":["a","s"],"Labels":{"l":"s"}}"#
        let host = """
            {"LogConfig":{"Config":{"token":"s"}},"Sysctls":{"x":"s"},"StorageOpt":{"o":"s"},"ExtraHosts":["db:s"]}
            """
        #expect(Reading.reader.container(name: "web", body: body) == (try Reading.inspect(known, host: host)))
    }

    @Test func `the host name that the Engine makes of the ID is silence`() throws {
        let id = String(repeating: "0123456789ab", count: 5) + "cdef"
        func hostname(_ name: String) -> String? {
            let answer: JSON = ["Id": .string(id), "Name": "/web", "Config": ["Hostname": .string(name)]]
            return Reading.reader.container(inspect: answer)[.hostname]
        }
        #expect(hostname("0123456789ab") == nil)
        #expect(hostname("0123456789") == "<0123456789>")
        #expect(hostname("web") == "<web>")
    }

    @Test func `an image gives what a container can inherit and nothing else`() throws {
        let config = """
            {"Hostname":"x","Image":"sha256:9","Env":["PATH=/bin"],"Cmd":["a"],"Entrypoint":["b"],"User":"7",
             "WorkingDir":"/srv/app/","StopSignal":"2","ExposedPorts":{"80/tcp":{}},"Labels":{"l":"1"},
             "Healthcheck":{"Test":["CMD","x"],"Retries":2},"Volumes":{"/data/":{}},"OnBuild":["ENV A=1"]}
            """
        #expect(
            Reading.reader.image(config: try Reading.json(config)).lines == [
                "command=<<a>>", "entrypoint=<<b>>", "environment.PATH=</bin>", "exposed_port.80/tcp=exposed",
                "healthcheck.retries=2", "healthcheck.test=<<CMD>\n<x>>", "label.l=<1>",
                "mount./data=volume (anonymous) rw", "stop_signal=SIGINT", "user=7", "working_dir=</srv/app>",
            ]
        )
        #expect(Reading.reader.image(config: [:]).lines == [])
    }
}
