import CoreTestSupport
import Domain
import Planning

/// One stack planned, applied in memory and looked at again; every broken promise in words.
struct StackRun {
    let world: StackWorld
    let result: PlanningResult
    private(set) var broken: [String] = []

    init(_ world: StackWorld, _ selection: Selection = .everything) {
        self.world = world
        result = Planner.plan(
            PlanningInput(
                host: world.host,
                policy: world.policy,
                memory: world.memory,
                ssot: .init(path: "ssot.yaml", sha256: "sha256:0"),
                stack: [],
                desired: [world.stack],
                mode: .stack,
                selection: selection,
                digestKeyID: "key"
            )
        )
    }

    /// Applies the plan step by step and returns the host that is left.
    mutating func apply() -> ObservedHost {
        var engine = SimulatedEngine(world.host, seed: world.seed)
        checkOrder()
        for action in result.plan.actions {
            checkTarget(action)
            for step in action.steps {
                checkSharers(step, of: action, engine)
                checkRivals(step, engine)
                do throws(SimulatedEngine.Conflict) { try engine.make(step) } catch {
                    complain("\(action.kind.rawValue) \(action.address) \(step.operation.rawValue): \(error)")
                }
            }
        }
        checkOthers(engine.host)
        checkVolumes(engine.host)
        return engine.host
    }

    /// One plan is enough where it says that nothing is left out; four are in any case.
    mutating func comesToRest() {
        var run = self
        var after = apply()
        for round in 1..<4 {
            run = StackRun(world.with(host: after))
            let actions = run.result.plan.actions
            if actions.isEmpty { return }
            if round == 1, isWhole {
                let odd = actions.map { "\($0.kind.rawValue) \($0.address) \($0.changes.map(\.attribute.description))" }
                return complain("planned again: \(odd)")
            }
            after = run.apply()
            broken += run.broken
        }
        if !StackRun(world.with(host: after)).result.plan.actions.isEmpty { complain("it does not come to rest") }
    }

    /// Whether the plan left no container of the stack for later. It may, because only a pulled image shows which
    /// containers must be replaced.
    private var isWhole: Bool {
        !result.plan.omissions.map(\.description).contains { $0.hasPrefix("container/s-") }
            && !result.plan.actions.contains { $0.kind == .restore || $0.kind == .pull }
    }

    private mutating func complain(_ text: String) { broken.append("seed \(world.seed): \(text)") }

    /// Every object under a name of the stack must be expected and ours, or absent.
    private mutating func checkTarget(_ action: Action) {
        guard case .container(let pinned) = action.precondition else {
            if case .absent(let address) = action.precondition, result.classified[address] != nil {
                complain("\(action.address) is there")
            }
            return
        }
        let verdict = result.classified.resources.first { $0.id == pinned.id && $0.address.kind == .container }
        if verdict?.class != .expected || verdict?.notes.contains(.foreign) == true {
            complain("\(action.address) is \(verdict?.class.rawValue ?? "nothing")")
        }
    }

    /// Containers that share namespaces with a container that is stopped must be part of the same plan.
    private mutating func checkSharers(_ step: Step, of action: Action, _ engine: SimulatedEngine) {
        guard case .stopContainer(let id, _, _) = step else { return }
        let pinned = Set(result.plan.actions.map(\.precondition.objectID))
        for other in engine.containers where other.networkMode == "container:\(id)" && !pinned.contains(other.id) {
            // After a restart the ID is the same, and who does not run loses nothing.
            if action.kind != .replace, !other.state.isAlive { continue }
            complain("\(other.name) shares a namespace of \(id.prefix(12)), which stops")
        }
    }

    /// No second instance of a service is started beside one of ours that runs.
    private mutating func checkRivals(_ step: Step, _ engine: SimulatedEngine) {
        guard case .startContainer(let target) = step,
            let started = engine.containers.first(where: { $0.id == target.text || $0.name == target.text })
        else { return }
        for other in engine.containers where other.id != started.id && other.state.isAlive {
            guard other.labels.composeProject == "demo", started.labels.composeProject == "demo",
                other.labels.composeService == started.labels.composeService,
                other.labels.composeNumber == started.labels.composeNumber
            else { continue }
            complain("\(started.name) is started beside \(other.name)")
        }
    }

    /// Objects that no action pins are unchanged, except the unfinished container of an earlier replacement that this
    /// plan continues.
    private mutating func checkOthers(_ after: ObservedHost) {
        let replaced = result.plan.actions.filter { $0.kind == .replace }
        let removed = replaced.flatMap(\.steps).compactMap { step -> String? in
            guard case .container(let id) = step.removed else { return nil }
            return id
        }
        for id in removed { checkHalfMade(id) }
        let pinned = Set(result.plan.actions.map(\.precondition.objectID) + removed)
        for container in world.host.containers where !pinned.contains(container.id) {
            if !after.containers.contains(container) { complain("\(container.address) is not as it was") }
        }
        let kept =
            world.host.images.allSatisfy(after.images.contains) && world.host.volumes.allSatisfy(after.volumes.contains)
            && world.host.networks.allSatisfy(after.networks.contains)
        if !kept { complain("an image, volume or network is not as it was") }
    }

    private mutating func checkHalfMade(_ id: String) {
        let verdict = result.classified.resources.first { $0.id == id && $0.address.kind == .container }
        if verdict?.class != .expected || verdict?.notes.contains(.foreign) == true {
            complain("\(id.prefix(12)) is removed and \(verdict?.class.rawValue ?? "nothing")")
        }
    }

    /// An anonymous volume is where it was, if the new container has one of its own there.
    private mutating func checkVolumes(_ after: ObservedHost) {
        for action in result.plan.actions where action.kind == .replace {
            let old = world.host.containers.first { $0.id == action.precondition.objectID }
            let new = after.containers.first { $0.name == action.address.name }
            for mount in new?.mounts ?? [] where mount.volume?.utf8.count == 64 {
                let before = old?.mounts.first { $0.destination == mount.destination }?.volume
                guard let before, before.utf8.count == 64, before != mount.volume else { continue }
                complain("\(action.address) lost what lies at \(mount.destination)")
            }
        }
    }

    private mutating func checkOrder() {
        var done: Set<Address> = []
        for action in result.plan.actions {
            if !action.dependsOn.allSatisfy(done.contains) { complain("\(action.address) stands too early") }
            done.insert(action.address)
        }
        let objects = result.plan.actions.map(\.precondition.objectID)
        if Set(objects).count != objects.count { complain("two actions on one object") }
    }
}
