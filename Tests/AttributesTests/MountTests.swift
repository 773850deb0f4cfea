import Attributes
import Domain
import Testing

/// Mounts: all the ways to ask for one, and the list that tells the result.
@Suite struct MountTests {
    private static let generated = String(repeating: "0a", count: 32)

    @Test(arguments: [
        (#"{"Binds":["shop_data:/data"]}"#, "volume shop_data rw"),
        (#"{"Binds":["shop_data:/data/:rw,z,nocopy"]}"#, "volume shop_data rw"),
        (#"{"Binds":["shop_data:/data:ro"]}"#, "volume shop_data ro"),
        (#"{"Binds":["/data"]}"#, "volume (anonymous) rw"),
        (#"{"Binds":["/srv//site/:/data:ro,rprivate"]}"#, "bind /srv/site ro"),
        (#"{"Binds":["/srv:/data:rslave"]}"#, "bind /srv rw rslave"),
        (
            #"{"Mounts":[{"Type":"volume","Source":"shop_data","Target":"/data","VolumeOptions":{"NoCopy":true}}]}"#,
            "volume shop_data rw"
        ),
        (#"{"Mounts":[{"Type":"volume","Target":"/data"}]}"#, "volume (anonymous) rw"),
        (
            #"{"Mounts":[{"Type":"volume","Source":"v","Target":"/data","VolumeOptions":{"Subpath":"a/b/"}}]}"#,
            "volume v rw subpath=a/b"
        ),
        (
            #"{"Mounts":[{"Type":"bind","Source":"/srv","Target":"/data","ReadOnly":true,"BindOptions":{"CreateMountpoint":true}}]}"#,
            "bind /srv ro"
        ),
        (
            #"{"Mounts":[{"Type":"bind","Source":"/srv","Target":"/data","BindOptions":{"Propagation":"shared","NonRecursive":true}}]}"#,
            "bind /srv rw shared nonrecursive"
        ),
        (
            #"{"Mounts":[{"Type":"tmpfs","Target":"/data","TmpfsOptions":{"SizeBytes":1048576,"Mode":448}}]}"#,
            "tmpfs mode=700 size=1048576"
        ),
        (
            #"{"Mounts":[{"Type":"tmpfs","Target":"/data","ReadOnly":true,"TmpfsOptions":{"Options":[["noexec"],["uid","7"]]}}]}"#,
            "tmpfs ro noexec uid=7"
        ),
        (#"{"Mounts":[{"Type":"image","Source":"a:1","Target":"/data"}]}"#, "image a:1 rw"),
        (#"{"Tmpfs":{"/data":""}}"#, "tmpfs"),
        (#"{"Tmpfs":{"/data":"rw,size=1M,mode=0700"}}"#, "tmpfs mode=700 size=1048576"),
        (#"{"Tmpfs":{"/data":"noexec,ro,size=50%"}}"#, "tmpfs ro noexec size=50%"),
    ])
    func `a request has one text`(host: String, expected: String) throws {
        #expect(try Reading.body(host: host).lines == ["mount./data=\(expected)"])
    }

    @Test func `a volume of the configuration is anonymous, unless something is mounted there`() throws {
        let config = #"{"Volumes":{"/data/":{},"/cache":{}}}"#
        #expect(
            try Reading.body(config, host: #"{"Binds":["v:/data"]}"#).lines == [
                "mount./cache=volume (anonymous) rw", "mount./data=volume v rw",
            ]
        )
    }

    @Test(arguments: [
        (
            #"{"Type":"volume","Name":"shop_data","Source":"/var/lib/docker/x","Mode":"z","RW":true,"Propagation":""}"#,
            "{}", "volume shop_data rw"
        ),
        (#"{"Type":"volume","Name":"\#(generated)","RW":true}"#, "{}", "volume (anonymous) rw"),
        (#"{"Type":"bind","Source":"/srv","Mode":"ro,z","RW":false,"Propagation":"rprivate"}"#, "{}", "bind /srv ro"),
        // `rslave` as the Engine sets it by itself on a bind that contains its data folder, and as somebody asked for
        // it.
        (#"{"Type":"bind","Source":"/","RW":true,"Propagation":"rslave"}"#, #"{"Binds":["/:/data"]}"#, "bind / rw"),
        (
            #"{"Type":"bind","Source":"/","RW":true,"Propagation":"rslave"}"#, #"{"Binds":["/:/data:rslave"]}"#,
            "bind / rw rslave"
        ),
        (
            #"{"Type":"volume","Name":"v","RW":true}"#,
            #"{"Mounts":[{"Type":"volume","Source":"v","Target":"/data/","VolumeOptions":{"Subpath":"a"}}]}"#,
            "volume v rw subpath=a"
        ),
        (
            #"{"Type":"tmpfs","Source":"","RW":true}"#,
            #"{"Mounts":[{"Type":"tmpfs","Target":"/data","TmpfsOptions":{"SizeBytes":65536}}]}"#, "tmpfs size=65536"
        ),
    ])
    func `the list tells what is mounted`(mount: String, host: String, expected: String) throws {
        let members = try #require(try Reading.json(mount).members)
        let inspect: JSON = [
            "HostConfig": try Reading.json(host), "Mounts": [.object(members + [.init("Destination", "/data/")])],
        ]
        #expect(Reading.reader.container(inspect: inspect).lines == ["mount./data=\(expected)"])
    }

    @Test func `a tmpfs that the list leaves out is read from the request, a bind is not`() throws {
        let host = #"{"Tmpfs":{"/run":"size=64k"},"Binds":["/srv:/gone"]}"#
        #expect(try Reading.inspect(host: host).lines == ["mount./run=tmpfs size=65536"])
    }

    @Test(arguments: [
        Mount(type: "volume", source: "data"), .anonymousVolume,
        Mount(type: "bind", source: "/srv/a ro b", isReadOnly: false),
        Mount(
            type: "bind",
            source: "/srv/a rw \\ b",
            isReadOnly: true,
            propagation: "rslave",
            options: ["nonrecursive"]
        ),
        Mount(type: "tmpfs", isReadOnly: true, options: ["size=1024", "mode=700"]),
        Mount(type: "volume", source: "data", options: ["subpath=a b"]), Mount(type: "image", source: "odoo:18"),
    ])
    func `the text of a mount is read back as the mount that it was`(mount: Mount) {
        #expect(Mount(parsing: mount.text) == mount)
    }

    @Test func `a path that holds the word ro is not read-only by that`() throws {
        let set = try Reading.body(host: #"{"Binds":["/srv/a ro b:/data:rw"]}"#)
        #expect(set.mount(at: "/data")?.isReadOnly == false)
        #expect(set.mount(at: "/data")?.source == "/srv/a ro b")
    }

    @Test(arguments: ["", "bind", "bind /a", "volume data maybe"])
    func `what is no mount's text is no mount`(text: String) {
        #expect(Mount(parsing: text) == nil)
    }
}
