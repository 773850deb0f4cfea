import DockerEngine
import Domain
import Inventory
import JSON

/// One raw inspect of the object that the Engine finds by a name, an ID or the beginning of an ID.
struct InspectedObject: Sendable {
    let json: JSON

    var id: String? { (json["Id"] ?? json["Name"])?.string }

    /// The name without the slash that the Engine puts before a container's name.
    var name: String? {
        json["Name"]?.string.map { $0.utf8.first == UInt8(ascii: "/") ? String($0.dropFirst()) : $0 }
    }

    /// Which step of which plan file made it.
    var mark: String? { (json["Config"]?["Labels"] ?? json["Labels"])?[StepMark.label]?.string }
}

extension Observer {
    /// The object that bears this very name; `nil` where none does.
    func object(_ kind: ResourceKind, named name: String) async throws -> InspectedObject? {
        guard let found = try await object(kind, name), let own = found.name, own.hasSameBytes(as: name) else {
            return nil
        }
        return found
    }

    /// The container with this full ID; `nil` where there is none.
    func object(container id: String) async throws -> InspectedObject? {
        guard let found = try await object(.container, id), found.id == id else { return nil }
        return found
    }

    private func object(_ kind: ResourceKind, _ nameOrID: String) async throws -> InspectedObject? {
        let bytes: [UInt8]
        do throws(EngineFault) {
            bytes = try await rawInspect(kind, nameOrID)
        } catch .notFound {
            return nil
        }
        do throws(JSONFault) {
            return InspectedObject(json: try JSON.parse(bytes))
        } catch {
            throw EngineFault.malformed(call: "GET /\(kind.rawValue)s/{name}", reason: error.description)
        }
    }
}
