import CoreTestSupport
import Domain

// Which calls are sent, in which order, to what.
extension HandMadePlan {
    private static let connect: JSON = [
        "created": true, "endpoint": [:], "network": "demo_front", "op": "network.connect", "target": "demo-worker-1",
    ]

    private static func steps(
        _ plan: JSON,
        of address: String,
        _ edit: ([JSON]) -> [JSON]
    ) -> JSON {
        plan.at(address, "steps") { .array(edit($0?.array ?? [])) }
    }

    static let calls: [HandMadePlan] = [
        .init("more time to stop", .invalidInput, "grace_seconds") {
            $0.at(Place.running, "steps.0.grace_seconds", is: 3_600)
        },
        .init("no time to stop", .invalidInput, "grace_seconds") {
            $0.at(Place.running, "steps.0.grace_seconds", is: .null)
        },
        .init("a stop called a removal", .invalidInput, "steps") {
            $0.at(Place.running, "steps.0.removes_itself", is: true)
        },
        .init("a removal of another container", .invalidInput, "steps") { plan in
            let other = plan.action(Place.web)["precondition"]?["id"] ?? .null
            return plan.at(Place.stopped, "steps.0.target", is: other)
        },
        .init("a removal of another volume", .invalidInput, "steps") {
            $0.at(Place.volume, "steps.0.target", is: "prod-data")
        },
        .init("an untag that deletes", .invalidInput, "that is a delete") {
            $0.at(Place.image, "action", is: "untag").at(Place.image, "impact.data_loss", is: "none")
                .at(Place.image, "impact.reversible", is: true)
        },
        .init("no wait for the new one", .invalidInput, "steps") { steps($0, of: Place.worker) { $0.dropLast() } },
        .init("no wait for its dependency", .refusedStale, "steps") {
            steps($0, of: Place.worker) { Array($0.dropFirst()) }
        },
        .init("a wait of a second", .invalidInput, "steps[4].seconds") {
            $0.at(Place.worker, "steps.4.seconds", is: 1)
        },
        .init("a weaker wait", .invalidInput, "steps[0].until") {
            $0.at(Place.worker, "steps.0.until", is: "completed")
        },
        .init("a wait of a replacement cut short", .invalidInput, "steps[6].until") {
            $0.at(Place.web, "steps.6.stable_seconds", is: 1)
        },
        .init("a name that nobody declared", .invalidInput, "address") {
            $0.at(Place.mail, "steps.0.to", is: "prod-mail")
        },
        .init("a renaming under another address", .invalidInput, "container/demo-other-1") {
            $0.at(Place.mail, "steps.0.to", is: "demo-other-1").at(Place.mail, "address", is: "container/demo-other-1")
        },
        .init("set aside before it is stopped", .invalidInput, "steps") {
            steps($0, of: Place.web) { [$0[0], $0[2], $0[1]] + $0.dropFirst(3) }
        },
    ]

    static let networks: [HandMadePlan] = [
        .init("the alias of a production host", .invalidInput, "endpoint") {
            $0.at(Place.worker, "steps.2.endpoint.Aliases", adding: "prod-db")
        },
        .init("an address of its own", .invalidInput, "IPAMConfig") {
            $0.at(Place.worker, "steps.2.endpoint.IPAMConfig", is: ["IPv4Address": "172.20.0.2"])
        },
        .init("a network more", .invalidInput, "steps") {
            steps($0, of: Place.worker) { Array($0[..<3]) + [connect] + $0[3...] }
        },
        .init("another network", .invalidInput, "steps[2].network") {
            $0.at(Place.worker, "steps.2.network", is: "demo_front")
        },
        .init("a network joined in an update", .invalidInput, "steps") { plan in
            let id = plan.action(Place.cache)["precondition"]?["id"] ?? .null
            let step = connect.setting("created", to: false).setting("target", to: id)
            return steps(plan, of: Place.cache) { $0 + [step] }
        },
    ]

    static let order: [HandMadePlan] = [
        .init("a dependency less", .invalidInput, "depends_on") {
            $0.at(Place.worker, "depends_on", is: [.string(Place.newVolume)])
        },
        .init("a dependency more", .invalidInput, "depends_on") {
            $0.at(Place.volume, "depends_on", is: [.string(Place.stopped)])
        },
        .init("an order of its own", .invalidInput, "actions") {
            $0.actions { [$0[1], $0[0]] + $0.dropFirst(2) }
        },
        .init("a needed action less", .refusedStale, Place.newNetwork) { plan in
            plan.at(Place.worker, "depends_on", is: [.string(Place.newVolume)]).actions { actions in
                actions.filter { $0["address"]?.string != Place.newNetwork }
            }
        },
        .init("a dependency on what is not there", .invalidInput, "depends_on") {
            $0.at(Place.volume, "depends_on", is: ["container/nobody"])
        },
    ]
}
