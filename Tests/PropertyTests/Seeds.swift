/// Seeds in parts that run side by side.
enum Seeds {
    static func parts(of seeds: Range<UInt64>) -> [Range<UInt64>] {
        stride(from: seeds.lowerBound, to: seeds.upperBound, by: 100).map { $0..<min($0 + 100, seeds.upperBound) }
    }
}
