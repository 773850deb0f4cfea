import Domain
import Stack
import Testing

/// What stands at the top level of the create body.
@Suite struct ConfigurationTests {
    @Test(arguments: [
        ("", "{}"),
        (#""hostname": "h", "domainname": "d", "user": "1:2""#, #"{"Domainname":"d","Hostname":"h","User":"1:2"}"#),
        (#""working_dir": "/srv//x/""#, #"{"WorkingDir":"/srv//x/"}"#),
        (#""tty": true, "stdin_open": true"#, #"{"OpenStdin":true,"Tty":true}"#),
        (#""tty": false, "stop_signal": "SIGUSR1""#, #"{"StopSignal":"SIGUSR1"}"#),
        // The environment, with a name that has no value.
        (#""environment": {"A": "1", "B": "", "C": null, "D": "a=b $x"}"#, #"{"Env":["A=1","B=","C","D=a=b $x"]}"#),
        // Null is silence, the empty list is not.
        (#""command": null, "entrypoint": null"#, "{}"),
        (#""command": [], "entrypoint": []"#, #"{"Cmd":[],"Entrypoint":[]}"#),
        (#""command": ["a", "b c"], "entrypoint": ["e"]"#, #"{"Cmd":["a","b c"],"Entrypoint":["e"]}"#),
        // Whole seconds, cut off.
        (#""stop_grace_period": "1m5s""#, #"{"StopTimeout":65}"#),
        (#""stop_grace_period": "1.9s""#, #"{"StopTimeout":1}"#),
        (#""stop_grace_period": "-5s""#, "{}"),
        (#""stop_grace_period": "500ms""#, #"{"StopTimeout":0}"#),
        // Exposed and published ports.
        (
            #""expose": ["7000", "7001-7002/udp"]"#,
            #"{"ExposedPorts":{"7000/tcp":{},"7001/udp":{},"7002/udp":{}}}"#
        ),
    ])
    func `a key becomes the member that Compose sends`(service: String, body: String) throws {
        let result = try Building.build(service: service)
        #expect(result.diagnostics.isEmpty)
        #expect(result.told == body)
    }

    @Test(arguments: [
        (#""test": ["CMD-SHELL", "x"]"#, #"{"Healthcheck":{"Test":["CMD-SHELL","x"]}}"#),
        (#""interval": "1m30s", "timeout": "2.5s""#, #"{"Healthcheck":{"Interval":90000000000,"Timeout":2500000000}}"#),
        (
            #""start_period": "1s", "start_interval": "20ms", "retries": 5"#,
            #"{"Healthcheck":{"Retries":5,"StartInterval":20000000,"StartPeriod":1000000000}}"#
        ),
        (#""disable": true"#, #"{"Healthcheck":{"Test":["NONE"]}}"#),
        (#""test": ["NONE"]"#, #"{"Healthcheck":{"Test":["NONE"]}}"#),
        ("", "{}"),
    ])
    func `a health check sends only what it says`(check: String, body: String) throws {
        let result = try Building.build(service: "\"healthcheck\": {\(check)}")
        #expect(result.diagnostics.isEmpty)
        #expect(result.told == body)
    }

    @Test func `every body asks for the output, names the image, and holds no zeros`() throws {
        let container = try #require(try Building.build(service: #""privileged": false, "mem_limit": "0""#).container)
        #expect(container.body["AttachStdout"] == true)
        #expect(container.body["AttachStderr"] == true)
        #expect(container.body["Image"] == "i")
        #expect(container.body["HostConfig"] == ["NetworkMode": "none"])
    }

    @Test func `attributes are those of the body`() throws {
        let service = #""environment": {"A": "1"}, "stop_grace_period": "5s", "mem_limit": "1048576""#
        let attributes = try #require(try Building.build(service: service).container?.attributes)
        #expect(attributes[AttributeKey(.environment, "A")] == Building.sealed("1"))
        #expect(attributes[.stopGracePeriod] == "5")
        #expect(attributes[.memory] == "1048576")
    }
}
