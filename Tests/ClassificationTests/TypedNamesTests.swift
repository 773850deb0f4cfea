import CoreTestSupport
import Domain
import Testing

@Suite struct TypedNamesTests {
    private static let ids = ["9c1e02ab", "9c1e77ff", "77aa0000"].map { $0 + String(repeating: "0", count: 56) }

    private static let host = Fixture.host(
        [
            Fixture.container("shop-web-1", id: ids[0], labels: .init(composeProject: "shop", composeService: "web")),
            Fixture.container("blog-web-1", id: ids[1], labels: .init(composeProject: "blog", composeService: "web")),
            Fixture.container("db", id: ids[2], labels: .init(composeProject: "shop", composeService: "data")),
            Fixture.container("run", labels: .init(composeProject: "shop", composeService: "task", isOneOff: true)),
        ],
        images: [
            Fixture.image("odoo:latest"), Fixture.image("odoo:18"), Fixture.image("docker.io/library/web:latest"),
        ],
        volumes: [Fixture.volume("9c1e")]
    )

    private static let stack = StackNames(Fixture.stack([Fixture.desired("shop-cron-1", service: "cron")]))

    @Test(arguments: [
        ("web", ["container/blog-web-1", "container/shop-web-1"]),
        ("container/web", ["container/blog-web-1", "container/shop-web-1"]),
        ("cron", ["container/shop-cron-1"]), ("odoo", ["image/odoo:latest"]), ("image/odoo", ["image/odoo:latest"]),
        ("77aa", ["container/db"]), ("9c1e0", ["container/shop-web-1"]),
        // What fits as it is stands for itself, and what is not clear for nothing else.
        ("9c1e", ["9c1e"]), ("db", ["db"]), ("odoo:18", ["odoo:18"]), ("shop-*", ["shop-*"]), ("77a", ["77a"]),
        ("task", ["task"]), ("nothing", ["nothing"]), ("we", ["we"]), ("", [""]), ("9C1E0", ["9C1E0"]),
    ])
    func `a service, an untagged name or the beginning of an ID stands for what has it`(
        text: String,
        expected: [String]
    ) {
        let resolved = TypedNames(Self.host, stacks: [Self.stack]).resolved([ResourcePattern(text)])
        #expect(resolved.map(\.description) == expected)
    }

    @Test func `two objects whose IDs begin so are none`() {
        let host = Fixture.host([
            Fixture.container("a", id: Self.ids[0]), Fixture.container("b", id: Self.ids[1]),
        ])
        #expect(TypedNames(host, stacks: []).resolved([ResourcePattern("9c1e")]) == [ResourcePattern("9c1e")])
    }
}
