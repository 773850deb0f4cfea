/// What verifying the whole log found.
package struct LogVerification: Sendable, Hashable {
    package let size: Int
    package let root: [UInt8]
    /// The sizes of the stored checkpoints that fit; their signatures are the caller's to check.
    package let checkpoints: [Int]
    /// What does not fit, in the order of the log; empty for a sound one.
    package let problems: [String]

    package init(size: Int, root: [UInt8], checkpoints: [Int], problems: [String]) {
        self.size = size
        self.root = root
        self.checkpoints = checkpoints
        self.problems = problems
    }
}
