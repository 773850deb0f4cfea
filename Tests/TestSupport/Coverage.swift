import Foundation

/// Where a program that was built for measuring coverage writes its counters: a file for each run, in the folder that
/// `infra/bin/test` names and adds to the tests' own. Without one they go nowhere, not into the working directory.
enum Coverage {
    static let environment = ["LLVM_PROFILE_FILE": folder.map { "\($0)/%p.profraw" } ?? "/dev/null"]

    private static let folder = ProcessInfo.processInfo.environment["RECONCILE_TEST_PROFILES"]
}
