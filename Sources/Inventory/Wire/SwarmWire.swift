import DockerEngine
import Domain

/// Services and tasks as `/services` and `/tasks` list them: what they name, and nothing else of them.
enum SwarmWire {
    static func view(services: [UInt8], tasks: [UInt8]) throws(EngineFault) -> SwarmView {
        let services = try WireAnswer.list(services, of: "GET /services")
        let tasks = try WireAnswer.list(tasks, of: "GET /tasks")
        var found: [String: Named] = [:]
        var names: [String: String] = [:]
        for json in services {
            try WireAnswer.reading("GET /services") { () throws(FieldFault) in
                let service = try WireObject(json)
                let id = try service.required("ID")
                names[id] = try service.object("Spec").string("Name")
                try found[id, default: Named()].add(service: try service.object("Spec"))
                // `docker service rollback` returns to the previous specification, so its image is still needed.
                if service.json["PreviousSpec"] != nil {
                    try found[id, default: Named()].add(service: try service.object("PreviousSpec"))
                }
            }
        }
        for json in tasks {
            try WireAnswer.reading("GET /tasks") { () throws(FieldFault) in
                let task = try WireObject(json)
                let service = try task.string("ServiceID")
                let id = service.isEmpty ? try task.required("ID") : service
                try found[id, default: Named()].add(task: task)
            }
        }
        return SwarmView(services: found.map { $0.value.service(named: names[$0.key] ?? $0.key) })
    }

    private struct Named {
        private var images: [String] = []
        private var volumes: [String] = []
        private var networks: [String] = []

        func service(named name: String) -> SwarmView.Service {
            SwarmView.Service(name: name, images: images, volumes: volumes, networks: networks)
        }

        mutating func add(service: WireObject) throws(FieldFault) {
            try add(networksOf: service)
            guard service.json["TaskTemplate"] != nil else { return }
            try add(template: try service.object("TaskTemplate"))
        }

        mutating func add(task: WireObject) throws(FieldFault) {
            if task.json["Spec"] != nil { try add(template: try task.object("Spec")) }
            for attachment in try task.objects("NetworksAttachments") where attachment.json["Network"] != nil {
                networks.append(try attachment.object("Network").string("ID"))
            }
        }

        private mutating func add(template: WireObject) throws(FieldFault) {
            try add(networksOf: template)
            guard template.json["ContainerSpec"] != nil else { return }
            let container = try template.object("ContainerSpec")
            images.append(try container.string("Image"))
            for mount in try container.objects("Mounts") {
                let source = try mount.string("Source")
                switch try mount.string("Type") {
                case "image": images.append(source)
                case "volume", "cluster": volumes.append(source)
                default: break
                }
            }
        }

        private mutating func add(networksOf object: WireObject) throws(FieldFault) {
            for network in try object.objects("Networks") { networks.append(try network.string("Target")) }
        }
    }
}
