import DockerEngine
import Domain

/// The body of a create call: the plan's, with the values that are known only at the time of the call.
enum CreateBody {
    static let imageLabel = "com.docker.compose.image"

    /// `nil` where a reference stands for nothing that is known, or the image was not inspected.
    static func container(
        _ body: JSON,
        _ reference: String,
        _ imageID: String?,
        _ labels: [String: String],
        _ value: (BodyReference) -> String?
    ) -> JSON? {
        guard let imageID else { return nil }
        return BodyReference.resolve(body, value)?
            .setting("Image", .string(reference))
            .labelled(labels.merging([imageLabel: imageID]) { $1 })
    }

    /// `CheckDuplicate` of `POST /networks/create`: without it, Engines before 25 create a second network of the same
    /// name.
    static func network(
        _ body: JSON,
        _ name: String,
        _ labels: [String: String],
        _ value: (BodyReference) -> String?
    ) -> JSON? {
        BodyReference.resolve(body, value)?
            .setting("Name", .string(name))
            .setting("CheckDuplicate", true)
            .labelled(labels)
    }

    static func volume(
        _ body: JSON,
        _ name: String,
        _ labels: [String: String],
        _ value: (BodyReference) -> String?
    ) -> JSON? {
        BodyReference.resolve(body, value)?
            .setting("Name", .string(name))
            .labelled(labels)
    }
}

extension JSON {
    /// An object with this member in the place of any of that name.
    func setting(_ key: String, _ value: JSON) -> JSON {
        .object((members ?? []).filter { !$0.key.hasSameBytes(as: key) } + [Member(key, value)])
    }

    fileprivate func labelled(_ labels: [String: String]) -> JSON {
        let own = labels.sorted { $0.key.precedesInBytes($1.key) }
        return setting("Labels", own.reduce(self["Labels"] ?? [:]) { $0.setting($1.key, .string($1.value)) })
    }
}
