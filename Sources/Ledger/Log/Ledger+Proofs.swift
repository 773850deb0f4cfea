import GRDB

extension Ledger {
    /// The hashes that prove an entry to be in the log of that size (RFC 6962, 2.1.1); a logarithmic number.
    ///
    /// - Throws: ``LedgerFault/noRecord(_:)`` where there is no such entry or size.
    package func inclusionProof(of index: Int, size: Int) throws(LedgerFault) -> [[UInt8]] {
        try read { database in
            let log = LogStore(database: database)
            guard index >= 0, index < size, size <= (try log.size()) else {
                throw LedgerFault.noRecord("log entry \(index) of \(size)")
            }
            return try log.path(to: index, in: 0..<size)
        }
    }

    /// The bytes of one log entry.
    package func logEntry(_ index: Int) throws(LedgerFault) -> [UInt8] {
        try read { database in
            let log = LogStore(database: database)
            guard index >= 0, index < (try log.size()) else { throw LedgerFault.noRecord("log entry \(index)") }
            return try log.leaf(index)
        }
    }
}

extension LogStore {
    fileprivate func path(to index: Int, in range: Range<Int>) throws -> [MerkleTree.Hash] {
        guard range.count > 1 else { return [] }
        let middle = range.lowerBound + LogStore.largestPowerOfTwo(below: range.count)
        if index < middle {
            return try path(to: index, in: range.lowerBound..<middle) + [root(of: middle..<range.upperBound)]
        }
        return try path(to: index, in: middle..<range.upperBound) + [root(of: range.lowerBound..<middle)]
    }

    /// The root of a range that begins where a subtree of its size may begin.
    private func root(of range: Range<Int>) throws -> MerkleTree.Hash {
        MerkleTree.root(
            of: try MerkleTree.subtrees(ofSize: range.count).map { level, position in
                try node(level: level, position: (range.lowerBound >> level) + position)
            }
        )
    }

    private static func largestPowerOfTwo(below count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
