import Testing

@testable import Inventory

/// Which paths show the same place, by the kernel's tables.
@Suite struct HostMountsTests {
    private static let table = """
        20 1 8:1 / / rw - ext4 /dev/sda1 rw
        21 20 8:2 / /var rw - ext4 /dev/sda2 rw
        22 20 8:2 /lib/docker/volumes/v/_data /srv/alias rw - ext4 /dev/sda2 rw
        23 20 0:9 / /srv/hidden rw - tmpfs tmpfs rw

        """

    private let mounts = HostMounts(table: Array(Self.table.utf8))

    @Test(arguments: [
        ("/srv/alias/sub", ["/var/lib/docker/volumes/v/_data/sub", "/srv/alias/sub"]),
        ("/var/lib/docker/volumes/v/_data", ["/var/lib/docker/volumes/v/_data", "/srv/alias"]),
        ("/srv/hidden/x", ["/srv/hidden/x"]), ("/srv/other", ["/srv/other"]),
    ])
    func `a bind mount is another path of the same place`(path: String, paths: [String]) {
        #expect(mounts.aliases(of: HostPath(path)).map(\.text) == paths)
    }

    @Test func `what a process has mounted is told by its own table, whatever a link says now`() {
        let own = """
            90 80 8:2 /lib/docker/volumes/v/_data /d ro - ext4 /dev/sda2 rw
            91 80 8:2 /lib/docker/containers/x/hosts /etc/hosts rw - ext4 /dev/sda2 rw

            """
        let sources = mounts.sources(of: ["/d/", "/e"], in: Array(own.utf8))
        #expect(sources == ["/d": ["/var/lib/docker/volumes/v/_data", "/srv/alias"]])
    }
}
