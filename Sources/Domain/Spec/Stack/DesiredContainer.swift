/// One container of the stack, ready to be compared and created.
package struct DesiredContainer: Sendable, Hashable {
    /// What must have happened to another container of the stack before this one starts.
    package struct Dependency: Sendable, Hashable {
        /// The other's container name.
        package var container: String
        package var condition: DependencyCondition
        /// `depends_on.*.required`; where it is `false` and the other container neither exists nor is made by the plan,
        /// this one does not wait for it.
        package var isRequired: Bool
        /// `depends_on.*.restart: true`: this one restarts after the other was replaced.
        package var restarts: Bool

        package init(container: String, condition: DependencyCondition, isRequired: Bool, restarts: Bool) {
            self.container = container
            self.condition = condition
            self.isRequired = isRequired
            self.restarts = restarts
        }
    }

    /// A further network that is connected between creation and start: API 1.41 takes only one at creation.
    package struct Connection: Sendable, Hashable {
        package var network: String
        /// The `EndpointConfig` of the connect call.
        package var endpoint: JSON

        package init(network: String, endpoint: JSON) {
            self.network = network
            self.endpoint = endpoint
        }
    }

    package enum Pull: String, Sendable {
        case missing
        case never
        case always
    }

    package var service: String
    package var name: String
    /// The image reference as written, `odoo:18.0-1`.
    package var image: String
    package var pull: Pull
    package var platform: String?
    /// Has `build:`: an image that is not there cannot be pulled.
    package var isBuilt: Bool
    /// The body of `POST /containers/create`, with references where secrets and other containers' IDs go, without what
    /// the executor adds (`reconcile.step`, and Compose's labels `image`, `config-hash` and `version`).
    package var body: JSON
    /// What `body` and `connections` ask for, made by the same `AttributeReader` that reads inspect answers.
    package var attributes: AttributeSet
    /// Wanted values that people may read, by attribute: what stands literally in the Compose file and looks like no
    /// secret.
    package var shown: [AttributeKey: String]
    /// Digests of mounted files of the other kind, keyed or plain, which older labels may bear.
    package var otherContents: [AttributeKey: String]
    /// What Compose's plugin calls the hash of the service; `nil` where it is not known.
    package var composeHash: String?
    /// Every network that the container is connected to, with its endpoint; the first one stands in `body` too.
    package var connections: [Connection]
    package var dependencies: [Dependency]
    /// Containers of the stack whose namespaces or volumes it shares: it must be replaced when they are.
    package var sharesWith: [String]
    /// Whether a wait can wait for `healthy`: there is a health check of the service, or there may be one of the image,
    /// and it is not disabled.
    package var hasHealthcheck: Bool
    /// Exits by design: another service waits for its completion, or `restart: on-failure`.
    package var isJob: Bool
    package var stopGraceSeconds: Int?
    package var position: SourcePosition
    /// Where the file asks for an attribute, of those that stand on a line of their own.
    package var places: [AttributeKey: SourcePosition]

    package init(
        service: String,
        name: String,
        image: String,
        pull: Pull,
        platform: String?,
        isBuilt: Bool,
        body: JSON,
        attributes: AttributeSet,
        shown: [AttributeKey: String],
        otherContents: [AttributeKey: String] = [:],
        composeHash: String? = nil,
        connections: [Connection],
        dependencies: [Dependency],
        sharesWith: [String],
        hasHealthcheck: Bool,
        isJob: Bool,
        stopGraceSeconds: Int?,
        position: SourcePosition,
        places: [AttributeKey: SourcePosition] = [:]
    ) {
        self.service = service
        self.name = name
        self.image = image
        self.pull = pull
        self.platform = platform
        self.isBuilt = isBuilt
        self.body = body
        self.attributes = attributes
        self.shown = shown
        self.otherContents = otherContents
        self.composeHash = composeHash
        self.connections = connections
        self.dependencies = dependencies
        self.sharesWith = sharesWith
        self.hasHealthcheck = hasHealthcheck
        self.isJob = isJob
        self.stopGraceSeconds = stopGraceSeconds
        self.position = position
        self.places = places
    }
}

extension DesiredContainer {
    /// Where the file asks for the attribute, else for its family, else the service itself.
    package func place(of attribute: AttributeKey?) -> SourcePosition {
        guard let attribute else { return position }
        return places[attribute] ?? places[AttributeKey(attribute.family)] ?? position
    }

    /// Its number in its service, from 1, as Compose's label tells it.
    package var number: Int? { body["Labels"]?["com.docker.compose.container-number"]?.string.flatMap { Int($0) } }
}

/// The three conditions of `depends_on`.
package enum DependencyCondition: String, CaseIterable, Sendable {
    case started = "service_started"
    case healthy = "service_healthy"
    case completed = "service_completed_successfully"
}
