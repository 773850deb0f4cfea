internal import Attributes
internal import Compose
internal import Domain

/// Devices of the host, and what drivers are asked for.
extension ServiceBuilder {
    mutating func addDevices(to body: inout Body) {
        let devices = self["devices"]?.elements ?? []
        body.set("Devices", .array(devices.filter { !ServiceBuilder.isCDI($0) }.map(ServiceBuilder.device)))
        body.set("DeviceCgroupRules", closedList("device_cgroup_rules", PlainForm.isDeviceRule))
        body.set("DeviceRequests", .array(deviceRequests(devices.filter(ServiceBuilder.isCDI))))
    }

    private static func device(_ device: ComposeValue) -> JSON {
        var body = Body()
        body.set("PathOnHost", device["source"]?.text)
        body.set("PathInContainer", device["target"]?.text)
        body.set("CgroupPermissions", device["permissions"]?.text)
        return body.json
    }

    /// A name of the Container Device Interface, `vendor.com/class=name`.
    private static func isCDI(_ device: ComposeValue) -> Bool {
        guard let source = device["source"]?.text, source == device["target"]?.text else { return false }
        let parts = source.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { return false }
        let kind = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        return kind.count == 2 && kind.allSatisfy { $0.first?.isLetter ?? false }
    }

    private mutating func deviceRequests(_ interfaces: [ComposeValue]) -> [JSON] {
        let reserved = self["deploy"]?["resources"]?["reservations"]?["devices"]?.elements ?? []
        var requests = reserved.map { request($0, adding: []) }
        if !interfaces.isEmpty {
            requests.append(["Driver": "cdi", "DeviceIDs": .strings(interfaces.compactMap { $0["source"]?.text })])
        }
        return requests + (self["gpus"]?.elements ?? []).map { request($0, adding: ["gpu"]) }
    }

    private mutating func request(_ request: ComposeValue, adding capabilities: [String]) -> JSON {
        var body = Body()
        body.set("Driver", request["driver"]?.text)
        body.set("Count", request["count"]?.number)
        body.set("DeviceIDs", request["device_ids"]?.texts ?? [])
        body.set("Capabilities", [.strings((request["capabilities"]?.texts ?? []) + capabilities)])
        body.set("Options", sealedMap(request["options"], "device_option", as: nil))
        return body.json
    }
}
