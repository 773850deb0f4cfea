import Compose
import Domain
import Files
import Inventory
import Planning

/// Makes a plan from an observation: `plan` writes it to a file, and the gate of `apply` judges a file by it.
struct HostPlanning {
    let mode: Plan.Mode
    let selection: Selection
    /// The stacks that are planned, as the SSOT or Compose calls them; all where there are none.
    var stacks: [String] = []
    let digestKeyID: String
    var assumesSecrets = false
    let composeHashes: @Sendable (Project) async throws -> [String: [String: String]]

    /// `project`: sealed for `target`.
    ///
    /// - Returns: The plan, and the project that it was made from.
    /// - Throws: `Failure` 65 where the stack is broken, or asked for and not there; 64 where no stack is called so.
    func plan(
        _ project: Project,
        _ target: BuiltStack.Target,
        _ host: ObservedHost,
        _ memory: Memory
    ) async throws -> (Project, PlanningResult) {
        let projects = try project.projects(ofStacks: stacks)
        let planning = StackPlanning(mode: mode, composeHashes: composeHashes)
        let (planned, result) = try await planning.plan(project, target) { project in
            let names = TypedNames(host, stacks: project.policy.stacks)
            return Planner.plan(
                PlanningInput(
                    host: host,
                    policy: project.policy,
                    memory: memory,
                    ssot: project.ssot,
                    stack: project.stack,
                    desired: project.desired,
                    mode: mode,
                    selection: selection.resolved(by: names).within(projects),
                    digestKeyID: digestKeyID,
                    assumesSecrets: assumesSecrets
                )
            )
        }
        try UnreadStacks(planned, host).refuse(result.plan, host)
        return (planned, result)
    }
}

extension Environment {
    /// The hashes of Compose's plugin on this machine, by Compose project; none where there is no plugin.
    func composeHashes(of project: Project) async throws -> [String: [String: String]] {
        guard let plugin = ComposePlugin.find(self) else { return [:] }
        var hashes: [String: [String: String]] = [:]
        for reading in project.readings {
            guard let model = reading.model else { continue }
            hashes[model.name] = try await BuiltStack.PluginFacts.ask(plugin, reading.files)?.hashes
        }
        return hashes
    }
}

/// Plans from a snapshot: nothing but files is needed, and the digest is the one that the host gives.
struct OfflinePlanning {
    let options: Options
    let environment: Environment
    let mode: Plan.Mode
    let selection: Selection
    var stacks: [String] = []
    /// Whether secrets that cannot be compared here are taken for what a plan under review says of them.
    var assumesSecrets = false

    struct Planned {
        let snapshot: Snapshot
        let project: Project
        let result: PlanningResult
    }

    /// `path`: of the snapshot, as typed.
    ///
    /// - Throws: `Failure` 65 where snapshot, SSOT or stack is broken, 66 where one is not there.
    func plan(_ path: String) async throws -> Planned {
        let snapshot = try SnapshotReading.read(path, environment)
        let location = try ProjectLocation.locate(options, environment)
        let project = try await Project.load(location, options, environment, of: snapshot)
        let state = try StateDirectory.locate(options, environment, root: project.root, env: project.policy.environment)
        let digests = snapshot.stackDigests(try HostKeys(state: state).digestKeyOrPassing(environment))
        let target = BuiltStack.Target(digests, speaking: snapshot.apiVersion)
        let planning = HostPlanning(
            mode: mode,
            selection: selection,
            stacks: stacks,
            digestKeyID: snapshot.digestKeyID,
            assumesSecrets: assumesSecrets,
            composeHashes: { snapshot.project?.composeHashes(of: $0.desired, digests) ?? [:] }
        )
        let (sealed, result) = try await planning.plan(
            project.sealed(for: target),
            target,
            snapshot.host,
            snapshot.memory
        )
        return Planned(snapshot: snapshot, project: sealed, result: result)
    }
}

/// Reads what `observe` wrote.
enum SnapshotReading {
    static let sizeLimit = 256 << 20

    static func read(_ name: String, _ environment: Environment) throws -> Snapshot {
        let bytes = try Project.read(Paths.join(environment.workingDirectory, name), limit: sizeLimit)
        do {
            return try SnapshotFile.read(bytes)
        } catch {
            throw Failure(
                .invalidInput,
                Diagnostic(
                    .fileUnreadable,
                    "\(name) is no snapshot: \(error)",
                    fix: "Make one with 'reconcile observe'."
                )
            )
        }
    }
}
