import Foundation

/// Where a program that was built for measuring coverage writes its counters: where the tests' own go, so that what the
/// program runs counts too. Without a place it would leave a file in its working directory.
enum Coverage {
    static let environment = [
        "LLVM_PROFILE_FILE": ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"] ?? "/dev/null"
    ]
}
