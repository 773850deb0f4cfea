/// A network. Names are not unique on Engines before 25.
package struct ObservedNetwork: Sendable, Hashable {
    package var id: String
    package var name: String
    package var driver: String
    /// `local`, `swarm`, `global`.
    package var scope: String
    package var isIngress: Bool
    package var labels: ObservedLabels
    /// Keyed digest of driver, options, IPAM, flags and labels: `hmac-sha256:<hex>`.
    package var configurationDigest: String
    /// Driver, options, addresses and labels, for comparing with a stack.
    package var attributes: AttributeSet
    /// The network whose settings it takes, by name.
    package var configFrom: String?
    /// The interface that a macvlan or ipvlan lies on.
    package var parent: String?
    /// The name of its bridge, where somebody chose one.
    package var bridge: String?

    package init(
        id: String,
        name: String,
        driver: String,
        scope: String,
        isIngress: Bool,
        labels: ObservedLabels,
        configurationDigest: String,
        attributes: AttributeSet = .empty,
        configFrom: String? = nil,
        parent: String? = nil,
        bridge: String? = nil
    ) {
        self.id = id
        self.name = name
        self.driver = driver
        self.scope = scope
        self.isIngress = isIngress
        self.labels = labels
        self.configurationDigest = configurationDigest
        self.attributes = attributes
        self.configFrom = configFrom
        self.parent = parent
        self.bridge = bridge
    }
}
