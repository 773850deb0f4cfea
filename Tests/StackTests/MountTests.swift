import Domain
import Stack
import Testing

@Suite struct MountTests {
    private let volumes = #""volumes": {"data": {"name": "p_data"}, "other": {"name": "shared", "external": true}}"#

    @Test(arguments: [
        (#"{"type": "bind", "source": "/h", "target": "/t", "bind": {}}"#, #"{"Binds":["/h:/t:rw"]}"#),
        (#"{"type": "bind", "source": "/h", "target": "/t"}"#, #"{"Binds":["/h:/t:rw"]}"#),
        (
            #"{"type": "bind", "source": "/h", "target": "/t", "read_only": true, "bind": {"selinux": "z"}}"#,
            #"{"Binds":["/h:/t:ro,z"]}"#
        ),
        (
            #"{"type": "bind", "source": "/h", "target": "/t", "bind": {"create_host_path": false}}"#,
            #"{"Mounts":[{"Source":"/h","Target":"/t","Type":"bind"}]}"#
        ),
        (
            #"{"type": "bind", "source": "/h", "target": "/t", "bind": {"propagation": "rslave", "recursive": "disabled"}}"#,
            #"{"Mounts":[{"BindOptions":{"CreateMountpoint":true,"NonRecursive":true,"Propagation":"rslave"},"#
                + #""Source":"/h","Target":"/t","Type":"bind"}]}"#
        ),
        (#"{"type": "volume", "source": "data", "target": "/t", "volume": {}}"#, #"{"Binds":["p_data:/t:rw"]}"#),
        (
            #"{"type": "volume", "source": "other", "target": "/t", "read_only": true}"#,
            #"{"Binds":["shared:/t:ro"]}"#
        ),
        (
            #"{"type": "volume", "source": "data", "target": "/t", "volume": {"nocopy": true, "subpath": "s"}}"#,
            #"{"Mounts":[{"Source":"p_data","Target":"/t","Type":"volume","#
                + #""VolumeOptions":{"NoCopy":true,"Subpath":"s"}}]}"#
        ),
        (
            #"{"type": "volume", "target": "/t", "volume": {"labels": {"a": "b"}}}"#,
            #"{"Mounts":[{"Target":"/t","Type":"volume","VolumeOptions":{"Labels":{"a":"b"}}}]}"#
        ),
        (#"{"type": "volume", "target": "/t"}"#, #"{"Mounts":[{"Target":"/t","Type":"volume"}]}"#),
        (
            #"{"type": "tmpfs", "target": "/t", "tmpfs": {"size": "1024", "mode": 448}}"#,
            #"{"Mounts":[{"Target":"/t","TmpfsOptions":{"Mode":448,"SizeBytes":1024},"Type":"tmpfs"}]}"#
        ),
    ])
    func `a mount takes the form that Compose gives it`(volume: String, host: String) throws {
        let result = try Building.build(service: "\"volumes\": [\(volume)]", rest: volumes)
        #expect(result.diagnostics.isEmpty)
        #expect(result.told == "{\"HostConfig\":\(host)}")
    }

    @Test func `tmpfs is a map of options by path`() throws {
        let result = try Building.build(service: #""tmpfs": ["/a", "/b:size=1,mode=1770"]"#)
        #expect(result.told == #"{"HostConfig":{"Tmpfs":{"/a":"","/b":"size=1,mode=1770"}}}"#)
    }

    private let files = #""configs": {"c": {"file": "/srv/p/c"}}, "secrets": {"t": {"file": "/srv/p/t"}}"#

    @Test func `configs and secrets of files are read-only binds`() throws {
        let result = try Building.build(
            service: #""configs": [{"source": "c"}, {"source": "c", "target": "/etc/c"}],"#
                + #" "secrets": [{"source": "t"}, {"source": "t", "target": "x"}]"#,
            rest: files
        )
        let mounts = result.container?.body["HostConfig"]?["Mounts"]?.array ?? []
        #expect(mounts.compactMap { $0["Target"]?.string } == ["/run/secrets/t", "/run/secrets/x", "/c", "/etc/c"])
        #expect(mounts.compactMap { $0["Source"]?.string } == ["/srv/p/t", "/srv/p/t", "/srv/p/c", "/srv/p/c"])
        #expect(mounts.allSatisfy { $0["ReadOnly"] == true && $0["Type"] == "bind" })
    }

    @Test func `a volume at the target of a secret wins, as in Compose`() throws {
        let result = try Building.build(
            service: #""volumes": [{"type": "bind", "source": "/h", "target": "/run/secrets/t"}],"#
                + #" "secrets": [{"source": "t"}]"#,
            rest: files
        )
        #expect(result.told == #"{"HostConfig":{"Binds":["/h:/run/secrets/t:rw"]}}"#)
    }

    @Test func `what lies behind mounted files is known by keyed digests`() throws {
        let binds = [
            ("/srv/p/a", "/a"), ("/srv/p/folder", "/f"), ("/etc/localtime", "/etc/localtime"), ("/big", "/big"),
        ]
        let volumes = binds.map { "{\"type\": \"bind\", \"source\": \"\($0)\", \"target\": \"\($1)\"}" }
        let result = try Building.build(
            service: "\"volumes\": [\(volumes.joined(separator: ", "))], \"secrets\": [{\"source\": \"t\"}]",
            rest: #""secrets": {"t": {"file": "/etc/t"}}"#,
            files: [
                "/srv/p/a": "one", "/etc/localtime": "two", "/etc/t": "three",
                "/big": String(repeating: "x", count: 1 << 20 + 1),
            ]
        )
        let container = try #require(result.container)
        let digests = container.attributes.members(of: .content)
        #expect(digests == ["/a", "/run/secrets/t"])
        #expect(container.body["Labels"]?["reconcile.content./a"]?.string == Building.sealed("one"))
        #expect(container.attributes[AttributeKey(.content, "/run/secrets/t")] == Building.sealed("three"))
    }

    @Test func `a file that git tracks needs no key, unless it is called a secret`() throws {
        let mounts =
            #""volumes": [{"type": "bind", "source": "/srv/p/a.conf", "target": "/a"}, "#
            + #"{"type": "bind", "source": "/srv/p/db-password", "target": "/p"}], "secrets": [{"source": "t"}]"#
        let files = ["/srv/p/a.conf": "one", "/srv/p/db-password": "two", "/srv/p/t": "three"]
        let model = try Building.model(
            "{\"services\": {\"s\": {\"image\": \"i\", \(mounts)}}, \"secrets\": {\"t\": {\"file\": \"/srv/p/t\"}}}"
        )
        let container = try #require(Building.build(model, files: files, tracked: Set(files.keys)).container)
        let labels = container.body["Labels"]
        #expect(labels?["reconcile.content./a"]?.string == Building.plain(Array("one".utf8)))
        #expect(labels?["reconcile.content./p"]?.string == Building.sealed("two"))
        #expect(labels?["reconcile.content./run/secrets/t"]?.string == Building.sealed("three"))
        #expect(container.otherContents[AttributeKey(.content, "/a")] == Building.sealed("one"))
    }
}
