import Domain

extension ResourceUser {
    /// The user for people, with how it uses the thing where the kinds of the two do not say it.
    var printed: String {
        let ways = ways.compactMap(\.words)
        return ways.isEmpty ? user.printed : "\(user.printed) (\(ways.joined(separator: ", ")))"
    }
}

extension Use.User {
    fileprivate var printed: String {
        switch self {
        case .object(let address): address.printed
        case .service(let name): "service/\(terminalName(name))"
        }
    }
}

extension Way {
    /// `nil` where it goes without saying.
    fileprivate var words: String? {
        switch self {
        case .createdFrom, .reference, .runs, .mount, .endpoint, .networkMode, .namespace, .service: nil
        case .imageMount: "mounts the image"
        case .childImage: "built on it"
        case .bind: "binds its folder"
        case .volumesFrom: "volumes_from"
        case .device: "its device lies in it"
        case .configFrom: "takes its settings"
        case .parent: "lies on its bridge"
        }
    }
}
