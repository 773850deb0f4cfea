import CoreTestSupport
import Domain

// What calls send.
extension HandMadePlan {
    private static let body = "steps.1.body"

    private static func worker(
        _ name: String,
        _ field: String,
        _ path: String,
        _ value: JSON
    ) -> HandMadePlan {
        .init(name, .invalidInput, field) { $0.at(Place.worker, "\(body).\(path)", is: value) }
    }

    private static func worker(
        _ name: String,
        _ field: String,
        _ path: String,
        adding element: JSON
    ) -> HandMadePlan {
        .init(name, .invalidInput, field) { $0.at(Place.worker, "\(body).\(path)", adding: element) }
    }

    static let bodies: [HandMadePlan] = [
        worker(
            "the docker socket",
            "HostConfig.Binds",
            "HostConfig.Binds",
            adding: "/var/run/docker.sock:/var/run/docker.sock"
        ),
        worker("the root of the host", "HostConfig.Binds[1]", "HostConfig.Binds.1", "/:/files:rw"),
        worker("privileged", "HostConfig.Privileged", "HostConfig.Privileged", true),
        worker("a variable of its own", "body.Env", "Env", adding: "LD_PRELOAD=/x.so"),
        worker("another variable", "body.Env[2]", "Env.2", "TZ=Mars"),
        worker("a capability", "HostConfig.CapAdd", "HostConfig.CapAdd", ["SYS_ADMIN"]),
        worker(
            "a device",
            "HostConfig.Devices",
            "HostConfig.Devices",
            [["PathOnHost": "/dev/sda", "PathInContainer": "/dev/sda", "CgroupPermissions": "rwm"]]
        ),
        worker(
            "a published port",
            "HostConfig.PortBindings",
            "HostConfig.PortBindings",
            ["22/tcp": [["HostPort": "22"]]]
        ),
        worker("the host's processes", "HostConfig.PidMode", "HostConfig.PidMode", "host"),
        worker("another network mode", "HostConfig.NetworkMode", "HostConfig.NetworkMode", "host"),
        worker("another restart policy", "RestartPolicy.Name", "HostConfig.RestartPolicy.Name", "no"),
        worker("another command", "body.Cmd[1]", "Cmd.1", "601"),
        worker("an entrypoint", "body.Entrypoint", "Entrypoint", ["sh"]),
        worker("another user", "body.User", "User", "0"),
        worker("another image in the body", "names another image", "Image", "demo:2"),
        worker("a label more", "Labels.traefik.enable", "Labels", ["traefik.enable": "true"]),
        worker(
            "the alias of a production host at creation",
            "Aliases",
            "NetworkingConfig.EndpointsConfig.demo_back.Aliases",
            adding: "prod-db"
        ),
        .init("another image that is here", .invalidInput, "steps[1].reference") { plan in
            let id = plan.action(Place.agent)["steps"]?.array?[0]["image_id"] ?? .null
            return plan.at(Place.worker, "steps.1.reference", is: "demo:2").at(Place.worker, "steps.1.image_id", is: id)
                .at(Place.worker, "steps.1.body.Image", is: "demo:2")
        },
        .init("another image that is not here", .refusedStale, "image") {
            $0.at(Place.worker, "steps.1.reference", is: "evil:1")
                .at(Place.worker, "steps.1.body.Image", is: "evil:1")
        },
        .init("another image ID", .refusedStale, "image") {
            $0.at(Place.worker, "steps.1.image_id", is: .string("sha256:" + String(repeating: "a", count: 64)))
        },
        .init("another platform", .invalidInput, "steps[1].platform") {
            $0.at(Place.worker, "steps.1.platform", is: "linux/arm64")
        },
        .init("the namespace of a stranger", .invalidInput, "HostConfig.NetworkMode") {
            $0.at(
                Place.agent,
                "steps.0.body.HostConfig.NetworkMode",
                is: ["container": "prod-db", "prefix": "container:"]
            )
        },
        .init("Compose's hash, which is asked for at the call", .invalidInput, "config-hash") { plan in
            plan.at(Place.worker, "steps.1.body.Labels") { labels in
                let hash = JSON.Member("com.docker.compose.config-hash", .string(String(repeating: "c", count: 64)))
                return .object((labels?.members ?? []) + [hash])
            }
        },
        .init("a volume that is a bind of the root", .invalidInput, "body.DriverOpts") {
            $0.at(
                Place.newVolume,
                "steps.0.body.DriverOpts",
                is: ["type": "none", "o": "bind", "device": "/"]
            )
        },
        .init("a network of another kind", .invalidInput, "body.Driver") {
            $0.at(Place.newNetwork, "steps.0.body.Driver", is: "macvlan")
        },
        .init("a limit raised in place", .invalidInput, "body.Memory") {
            $0.at(Place.cache, "steps.0.body.Memory", is: 999_999_999_999)
        },
        .init("a restart policy in place", .invalidInput, "body.RestartPolicy") {
            $0.at(Place.cache, "steps.0.body.RestartPolicy", is: ["Name": "always"])
        },
    ]

    static let secrets: [HandMadePlan] = [
        .init("two secrets in each other's place", .invalidInput, "body.Env") { plan in
            let env = plan.action(Place.worker)["steps"]?.array?[1]["body"]?["Env"]?.array ?? []
            let swapped = [
                env[0].setting("secret", to: env[1]["secret"] ?? .null).setting("hmac", to: env[1]["hmac"] ?? .null),
                env[1].setting("secret", to: env[0]["secret"] ?? .null).setting("hmac", to: env[0]["hmac"] ?? .null),
            ]
            return plan.at(Place.worker, "steps.1.body.Env", is: .array(swapped + env.dropFirst(2)))
        },
        .init("a secret by another's name", .refusedStale, "worker.env.OTHER_TOKEN") {
            $0.at(Place.worker, "steps.1.body.Env.0.secret", is: "worker.env.OTHER_TOKEN")
        },
        .init("a secret that nobody has", .refusedStale, "worker.env.ROOT_PASSWORD") {
            $0.at(Place.worker, "steps.1.body.Env.0.secret", is: "worker.env.ROOT_PASSWORD")
        },
        .init("a secret as a label", .invalidInput, "Labels") { plan in
            let secret = plan.action(Place.worker)["steps"]?.array?[1]["body"]?["Env"]?.array?[0] ?? .null
            return plan.at(Place.worker, "steps.1.body.Labels", is: ["a": "b", "c": "d", "leak": secret])
        },
        .init("a hash of Compose's as a variable", .invalidInput, "steps[1].body") {
            $0.at(Place.worker, "steps.1.body.Env.2", is: ["compose_hash": "worker", "prefix": ""])
        },
        .init("another hash of the specification", .invalidInput, "reconcile.spec") { plan in
            plan.at(Place.worker, "steps.1.body.Labels") { labels in
                .object(
                    (labels?.members ?? []).map {
                        $0.key == "reconcile.spec" ? .init($0.key, .string("v1:hmac-sha256:00")) : $0
                    }
                )
            }
        },
    ]
}
