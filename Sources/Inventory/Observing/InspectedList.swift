import Domain

/// A list of containers after its inspects.
struct InspectedList {
    let containers: [WireContainer]
    let incomplete: [ObservedHost.IncompleteResource]
    let vanished: [ObservedHost.IncompleteResource]

    init(
        _ others: [WireContainer],
        _ incomplete: [ObservedHost.IncompleteResource],
        _ outcomes: [InspectionOutcome]
    ) {
        var containers = others
        var incomplete = incomplete
        var vanished: [ObservedHost.IncompleteResource] = []
        for outcome in outcomes {
            switch outcome {
            case .read(let container): containers.append(container)
            case .incomplete(let resource): incomplete.append(resource)
            case .vanished(let listed): vanished.append(.init(address: listed.address, id: listed.id, field: "inspect"))
            }
        }
        self.containers = containers
        self.incomplete = incomplete
        self.vanished = vanished
    }
}
