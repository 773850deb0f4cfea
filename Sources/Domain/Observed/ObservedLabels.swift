/// The labels that classification reads, and no others: a label's value may be a secret.
package struct ObservedLabels: Sendable, Hashable {
    package var composeProject: String?
    package var composeService: String?
    /// `com.docker.compose.container-number`, from 1.
    package var composeNumber: Int?
    /// `reconcile.protect=true`.
    package var protect: Bool
    /// Any label that begins with `reconcile.`, other than `reconcile.protect`.
    package var isOurs: Bool
    /// Any label that begins with `com.docker.swarm.`, or the one of a swarm's stack.
    package var isSwarm: Bool
    /// `com.docker.volume.anonymous`, which Engines from 23 set.
    package var isAnonymousVolume: Bool

    /// `com.docker.compose.oneoff=True`: a `compose run`, no container of a service.
    package var isOneOff: Bool
    package var composeConfigFiles: String?
    package var composeWorkingDirectory: String?
    package var composeConfigHash: String?
    /// `reconcile.spec`: the keyed digest of what was wanted when the container was made.
    package var specDigest: String?
    /// The hash of the plan file whose step made it, from `reconcile.step`.
    package var planFileHash: String?

    package static let none = ObservedLabels()

    package init(
        composeProject: String? = nil,
        composeService: String? = nil,
        composeNumber: Int? = nil,
        protect: Bool = false,
        isOurs: Bool = false,
        isSwarm: Bool = false,
        isAnonymousVolume: Bool = false,
        isOneOff: Bool = false,
        composeConfigFiles: String? = nil,
        composeWorkingDirectory: String? = nil,
        composeConfigHash: String? = nil,
        specDigest: String? = nil,
        planFileHash: String? = nil
    ) {
        self.composeProject = composeProject
        self.composeService = composeService
        self.composeNumber = composeNumber
        self.protect = protect
        self.isOurs = isOurs
        self.isSwarm = isSwarm
        self.isAnonymousVolume = isAnonymousVolume
        self.isOneOff = isOneOff
        self.composeConfigFiles = composeConfigFiles
        self.composeWorkingDirectory = composeWorkingDirectory
        self.composeConfigHash = composeConfigHash
        self.specDigest = specDigest
        self.planFileHash = planFileHash
    }
}
