internal import Compose
internal import Domain

extension ServiceBuilder {
    /// `container:alias`, with the two further aliases that Compose adds, by this container's own number.
    var links: [String] {
        let inner = (self["links"]?.texts ?? []).flatMap { link in
            let (other, alias) = ServiceBuilder.parts(of: link)
            return project.containers(of: other).flatMap { container in
                [alias, "\(other)-\(number)", "\(project.name)-\(other)-\(number)"].map { "\(container):\($0)" }
            }
        }
        let outer = (self["external_links"]?.texts ?? []).map { link in
            let (other, alias) = ServiceBuilder.parts(of: link)
            return "\(other):\(alias)"
        }
        return inner + outer
    }

    private static func parts(of link: String) -> (String, String) {
        let parts = link.split(separator: ":", maxSplits: 1).map { String($0) }
        return parts.count == 2 ? (parts[0], parts[1]) : (link, link)
    }
}
