import DockerEngine
import Domain

extension Observer {
    /// Lists the containers and inspects those that are asked for.
    ///
    /// One that vanishes in between makes the whole look begin again, once; one that is listed a second time and cannot
    /// be inspected is incomplete.
    func containers(inspecting inspection: Inspection) async throws -> WireList<WireContainer> {
        let first = try await listAndInspect(inspection)
        guard !first.vanished.isEmpty else { return WireList(first.containers, incomplete: first.incomplete) }
        let second = try await listAndInspect(inspection)
        return WireList(second.containers, incomplete: second.incomplete + second.vanished)
    }

    private func listAndInspect(_ inspection: Inspection) async throws -> InspectedList {
        let answer = try WireAnswer.list(try await reader.containers(), of: "GET /containers/json")
        let list = WireList(answer, of: .container, identify: ContainerWire.identity, map: ContainerWire.listed)
        let asked = list.elements.filter { inspection.covers($0.container) }
        let others = list.elements.filter { !inspection.covers($0.container) }
        return InspectedList(others, list.incomplete, try await Observer.inParallel(asked.map(\.container), inspected))
    }

    private func inspected(_ listed: ObservedContainer) async throws -> InspectionOutcome {
        let bytes: [UInt8]
        do throws(EngineFault) {
            bytes = try await reader.inspectContainer(listed.id)
        } catch .notFound {
            return .vanished(listed)
        }
        let call = "GET /containers/\(listed.id)/json"
        let object = try WireAnswer.object(bytes, of: call)
        let container: WireContainer
        do throws(FieldFault) {
            container = try ContainerInspectWire(digestKey: digestKey).container(object)
        } catch {
            return .incomplete(.init(address: listed.address, id: listed.id, field: error.field))
        }
        return .read(try agreeing(container, with: listed, call))
    }

    private func agreeing(
        _ container: WireContainer,
        with listed: ObservedContainer,
        _ call: String
    ) throws(EngineFault) -> WireContainer {
        guard container.container.id == listed.id, container.container.imageID == listed.imageID else {
            throw .malformed(call: call, reason: "it contradicts the list")
        }
        return container
    }
}
