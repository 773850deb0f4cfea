import Domain

/// What Compose fills in where a long form is silent.
enum DefaultValues {
    static func apply(_ tree: ComposeValue) -> ComposeValue {
        tree.updating("services") { services in services.mapEntries { service($0.value) } }
    }

    private static func service(_ service: ComposeValue) -> ComposeValue {
        service
            .updating("build") { $0.settingMissing("context", .string(".")) }
            .updating("secrets") { $0.mapElements(secret) }
            .updating("ports") { ports in
                ports.mapElements {
                    $0.settingMissing("protocol", .string("tcp")).settingMissing("mode", .string("ingress"))
                }
            }
            .updating("gpus") { $0.mapElements(device) }
            .updating("deploy") { deploy in
                deploy.updating("resources") { resources in
                    resources.updating("reservations") { $0.updating("devices") { $0.mapElements(device) } }
                }
            }
            .updating("volumes") { volumes in
                volumes.mapElements { mount in
                    mount.updating("bind") { $0.settingMissing("create_host_path", .bool(true)) }
                }
            }
    }

    private static func secret(_ reference: ComposeValue) -> ComposeValue {
        guard let source = reference["source"], let name = source.string, reference.entry("target") == nil else {
            return reference
        }
        return reference.setting("target", source.derived(.string("/run/secrets/\(name)")))
    }

    /// Neither a count nor IDs means all of them.
    private static func device(_ request: ComposeValue) -> ComposeValue {
        request.entry("device_ids") == nil ? request.settingMissing("count", .string("all")) : request
    }
}
