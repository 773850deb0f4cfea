import Foundation

/// Where a program that was built for measuring coverage writes its counters: beside the tests' own, so that what the
/// program runs counts too. Without a place it would leave a file in its working directory.
enum Coverage {
    static let environment = ["LLVM_PROFILE_FILE": pool ?? "/dev/null"]

    /// All runs of the program add to one file (`%m`) instead of leaving one each (`%p`): there are a thousand of them.
    private static let pool = ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"]?.replacing(".%p", with: "")
}
