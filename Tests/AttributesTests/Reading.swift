import Attributes
import Domain
import JSON

/// Reads with a seal that can be seen through: `<text>`.
enum Reading {
    static let reader = AttributeReader { bytes in "<\(String(decoding: bytes, as: UTF8.self))>" }

    static func json(_ text: String) throws -> JSON { try JSON.parse(Array(text.utf8)) }

    /// `Config` and `HostConfig` as a create body holds them.
    static func body(_ config: String = "{}", host: String = "{}") throws -> AttributeSet {
        let members = try json(config).members ?? []
        return reader.container(name: "shop-web-1", body: .object(members + [.init("HostConfig", try json(host))]))
    }

    /// The same two as an inspect answer holds them.
    static func inspect(_ config: String = "{}", host: String = "{}") throws -> AttributeSet {
        let answer: JSON = ["Id": "", "Name": "/shop-web-1", "Config": try json(config), "HostConfig": try json(host)]
        return reader.container(inspect: answer)
    }
}

extension AttributeSet {
    /// `key=value`, sorted.
    var lines: [String] { keys.map { "\($0)=\(self[$0] ?? "")" } }
}
