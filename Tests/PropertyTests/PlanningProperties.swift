import CoreTestSupport
import Domain
import Planning

/// One world planned, applied in memory and looked at again; every broken promise in words.
struct PlanningProperties {
    let world: World
    let result: PlanningResult
    let oracle: Oracle
    let opinions: [String: Oracle.Opinion]
    private(set) var broken: [String] = []

    init(_ world: World, selection: Selection = .everything) {
        self.world = world
        result = PlanningProperties.plan(world, selection)
        oracle = Oracle(world)
        opinions = oracle.opinions()
    }

    static func plan(_ world: World, _ selection: Selection = .everything) -> PlanningResult {
        Planner.plan(
            PlanningInput(
                host: world.host,
                policy: world.policy,
                memory: world.memory,
                ssot: .init(path: "ssot.yaml", sha256: "sha256:0"),
                stack: [],
                mode: .cleanup,
                selection: selection,
                digestKeyID: "key"
            )
        )
    }

    /// Applies the plan step by step and returns the host that is left.
    mutating func apply() -> ObservedHost {
        var engine = SimulatedEngine(world.host)
        for action in result.plan.actions {
            for step in action.steps {
                checkSharers(step, engine)
                do throws(SimulatedEngine.Conflict) { try engine.perform(step) } catch {
                    broken.append("seed \(world.seed): \(action.address) \(step.operation.rawValue): \(error)")
                }
            }
        }
        let after = engine.host
        checkLosses(Losses.between(world.host, after))
        return after
    }

    /// Only what the oracle calls safe may be gone, and all that was planned is.
    private mutating func checkLosses(_ lost: Set<String>) {
        for text in lost.sorted() where opinions[text]?.class != .extraSafeDelete {
            broken.append("seed \(world.seed): \(text) was lost and is \(opinions[text]?.class.rawValue ?? "nothing")")
        }
        let planned = Set(result.plan.actions.map(\.address.description))
        if lost != planned {
            let odd = lost.symmetricDifference(planned).sorted().joined(separator: " ")
            broken.append("seed \(world.seed): planned and lost differ: \(odd)")
        }
    }

    /// Stopping the owner of a namespace breaks whoever shares it.
    private mutating func checkSharers(_ step: Step, _ engine: SimulatedEngine) {
        guard step.operation.rawValue.hasPrefix("container.") else { return }
        guard let owner = engine.containers.first(where: { $0.id == step.target }) else { return }
        guard let thing = oracle.things.first(where: { $0.kind == .container && $0.id == owner.id }) else { return }
        for other in engine.containers where other.state.isAlive && other.id != owner.id && oracle.uses(other, thing) {
            broken.append("seed \(world.seed): \(other.name) shares a namespace of \(owner.name) and still runs")
        }
    }

    /// Planning again finds nothing to do, except objects whose age counted from a use that the first plan ended.
    mutating func checkIdempotence(_ after: ObservedHost) {
        let uses = Uses(result.classified.host)
        let waitsForAge = result.classified.resources.contains {
            let object = Address($0.address.kind, $0.id)
            return $0.rule.name == .notUnusedLongEnough && !(uses.uses(ofObject: object).isEmpty && $0.usedBy.isEmpty)
        }
        guard !waitsForAge else { return }
        let second = PlanningProperties.plan(world.with(host: after)).plan.actions
        guard !second.isEmpty else { return }
        broken.append("seed \(world.seed): planned again: \(second.map { "\($0.kind.rawValue) \($0.address)" })")
    }

    /// Each action stands behind everything that it depends on, and that is part of the plan.
    mutating func checkOrder() {
        var done: Set<Address> = []
        for action in result.plan.actions {
            if !action.dependsOn.allSatisfy(done.contains) {
                broken.append("seed \(world.seed): \(action.address) stands before what it depends on")
            }
            done.insert(action.address)
        }
    }

    mutating func checkShuffling() {
        var dice = Dice(seed: world.seed)
        let again = PlanningProperties.plan(
            world.with(host: world.host.shuffled(&dice), memory: world.memory.shuffled(&dice))
        )
        guard again.plan != result.plan || again.classified.resources != result.classified.resources else { return }
        broken.append("seed \(world.seed): another order of the lists gives another plan")
    }
}
