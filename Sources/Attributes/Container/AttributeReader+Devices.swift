import Domain

/// Devices of the host.
extension AttributeReader {
    func readDevices(_ host: JSON, into set: inout AttributeSet) {
        for device in host.list("Devices") {
            guard let path = device["PathOnHost"]?.text?.cleanPath else { continue }
            let target = device["PathInContainer"]?.text?.cleanPath ?? path
            let rights = device["CgroupPermissions"]?.text.map(ordered) ?? "rwm"
            set[.device, target] = "\(path) \(rights)"
        }
        let requests = host["DeviceRequests"]?.array?.map(request) ?? []
        set[.deviceRequest] = TextList.set(requests, separator: "; ")
        set[.deviceCgroupRule] = TextList.set(host.texts("DeviceCgroupRules").map(rule))
    }

    /// The rights in one order: `rwm`.
    private func ordered(_ rights: String) -> String {
        String("rwm".filter(rights.contains))
    }

    /// `c 1:3 mr` with its rights in order.
    private func rule(_ text: String) -> String {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 3 else { return text }
        return "\(words[0]) \(words[1]) \(ordered(words[2]))"
    }

    /// `driver=nvidia count=all capabilities=gpu`, the parts that are set.
    private func request(_ request: JSON) -> String {
        let capabilities = request["Capabilities"]?.array?.compactMap { TextList.set($0.texts, separator: "+") }
        let options = request["Options"]?.members?.compactMap { member in
            sealed(member.value).map { "\(member.key)=\($0)" }
        }
        let parts = [
            ("driver", request["Driver"]?.text), ("count", request["Count"]?.count.map { $0 == "-1" ? "all" : $0 }),
            ("ids", TextList.set(request.texts("DeviceIDs"), separator: ",")),
            ("capabilities", capabilities.flatMap { TextList.set($0, separator: ",") }),
            ("options", options.flatMap { TextList.set($0, separator: ",") }),
        ]
        return parts.compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: " ")
    }
}
