/// That one thing uses another, and how.
package struct Use: Sendable, Hashable {
    package enum User: Sendable, Hashable, CustomStringConvertible {
        case object(Address)
        /// A swarm's service, or a task that belongs to none.
        case service(String)

        package var description: String {
            switch self {
            case .object(let address): address.description
            case .service(let name): "service/\(name)"
            }
        }
    }

    package enum Used: Sendable, Hashable {
        /// An image, a container or a network by its ID, a volume by its name.
        case object(Address)
        /// A reference as docker shows it, whatever it stands for.
        case tag(String)
    }

    package let user: User
    package let used: Used
    /// What people call the used object, as the user names it.
    package let name: String
    package let way: Way
    /// The place of a using container in ``Uses/containers``; `nil` for other users.
    package let container: Int?

    package init(_ user: User, _ used: Used, name: String, _ way: Way, container: Int? = nil) {
        self.user = user
        self.used = used
        self.name = name
        self.way = way
        self.container = container
    }
}

/// One user of a resource with all its ways.
package struct ResourceUser: Sendable, Hashable {
    package let user: Use.User
    package let ways: [Way]

    package init(_ user: Use.User, _ ways: [Way] = []) {
        self.user = user
        self.ways = ways
    }
}
