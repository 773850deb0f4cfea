import Foundation

/// How much of its random work a test does: all of it, or the part that `RECONCILE_TEST_SHARE` names in per cent, which
/// `infra/bin/check` does.
package enum Share {
    package static func of(_ count: Int) -> Int { max(1, count * percent / 100) }

    /// The first of these seeds.
    package static func of(_ seeds: Range<UInt64>) -> Range<UInt64> {
        seeds.lowerBound..<seeds.lowerBound + UInt64(of(seeds.count))
    }

    private static let percent = ProcessInfo.processInfo.environment["RECONCILE_TEST_SHARE"].flatMap(Int.init) ?? 100
}
