import Domain
import Execution
import Files
import Ledger
import PlanFile

/// Finds a plan file that says already what a new one would say, and that apply would take as well as the new one.
struct KeptPlan {
    private let content: PlanFileContent
    private let digest: String
    private let project: Project
    private let options: Options
    private let environment: Environment
    private let ledger: Ledger?

    /// `content` and `digest`: those of the new plan.
    init(
        content: PlanFileContent,
        digest: String,
        project: Project,
        _ options: Options,
        _ environment: Environment,
        _ ledger: Ledger?
    ) {
        self.content = content
        self.digest = digest
        self.project = project
        self.options = options
        self.environment = environment
        self.ledger = ledger
    }

    /// `out`: the only file that counts, where one was named; else the plans of the environment do, the newest first.
    ///
    /// - Returns: The file's path as it is printed.
    func path(at out: String?) async throws -> String? {
        for path in try out.map({ [Paths.normalized(Paths.join(environment.workingDirectory, $0))] }) ?? plans() {
            guard try await isTheSame(path) else { continue }
            return Paths.relative(path, to: environment.workingDirectory) ?? path
        }
        return nil
    }

    private func plans() throws -> [String] {
        let folder = PlanWriter.folder(content, root: project.root)
        let names = (try? Directories.names(in: folder, limit: 65_536)) ?? []
        let ending = PlanFileName.ending(digest: digest)
        return names.filter { $0.hasByteSuffix(ending) }.sortedByBytes().reversed().map { Paths.join(folder, $0) }
    }

    /// The same plan by the same author, signed as it must be, neither expired nor used, and written under this ledger.
    private func isTheSame(_ path: String) async throws -> Bool {
        guard let disk = try? PlanOnDisk.read(path, options, environment), let old = try? disk.decoded() else {
            return false
        }
        let isFresh = old.issued.by == content.issued.by && old.issued.expiresAt > environment.now()
        guard isFresh, PlanDigest.digest(of: old.plan).hasSameBytes(as: digest) else { return false }
        guard try isUnused(disk) else { return false }
        guard let author = old.issued.by else { return disk.signature == nil }
        let check = SignatureCheck(environment: environment, disk: disk, document: project.document)
        return try await check.evidence().objection(author: author) == nil
    }

    private func isUnused(_ disk: PlanOnDisk) throws -> Bool {
        guard let ledger else { return true }
        return try LedgerFailure.guarded {
            try ledger.holds(plan: disk.fileHash) && ledger.runThatUsed(disk.fileHash) == nil
        }
    }
}
