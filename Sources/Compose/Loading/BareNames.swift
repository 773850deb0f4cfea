import Domain

/// `environment: [NAME]` of an included project means the variable as that project sees it.
enum BareNames {
    static func resolve(_ tree: ComposeValue, _ variables: [String: String]) -> ComposeValue {
        tree.updating("services") { services in
            services.mapEntries { service in
                service.value.updating("environment") { environment in
                    environment.mapElements { resolved($0, variables) }
                }
            }
        }
    }

    private static func resolved(_ element: ComposeValue, _ variables: [String: String]) -> ComposeValue {
        guard let name = element.string, let value = variables[name] else { return element }
        var copy = element
        copy.kind = .string("\(name)=\(value)")
        copy.origins.insert(.variable(name))
        return copy
    }
}
