import Glibc
import Synchronization

/// Names for temporary files beside their target: process ID and a counter, so that no two writers share one.
enum TemporaryName {
    private static let counter = Atomic<UInt64>(0)

    /// A fresh name in `directory`. It begins with a dot, so that globs over plans and signatures pass it by.
    static func next(in directory: String, for label: String) -> String {
        let number = counter.add(1, ordering: .relaxed).newValue
        return Paths.join(directory, ".\(label).\(getpid()).\(number).tmp")
    }
}
