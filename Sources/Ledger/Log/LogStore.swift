import Domain
import Foundation
import GRDB

/// The log's tables: leaves, and the roots of complete subtrees, so that neither appending nor the root of any size
/// ever reads more than a few dozen rows.
struct LogStore {
    let database: Database

    func size() throws -> Int {
        try database.row("SELECT coalesce(max(idx) + 1, 0) FROM log")?.int(0) ?? 0
    }

    /// Appends one entry and the inner nodes that it completes.
    ///
    /// - Returns: the entry's index.
    @discardableResult
    func append(_ entry: LogEntry) throws -> Int {
        let index = try size()
        let leaf = entry.leaf
        try database.run(
            "INSERT INTO log(idx, at, kind, run_id, leaf) VALUES (?, ?, ?, ?, ?)",
            [index, entry.at.secondsSince1970, entry.kind.rawValue, entry.run, Data(leaf)]
        )
        try completeNodes(index: index, leafHash: MerkleTree.leafHash(leaf))
        return index
    }

    /// The root of the first `size` leaves.
    func root(ofSize size: Int) throws -> MerkleTree.Hash {
        MerkleTree.root(
            of: try MerkleTree.subtrees(ofSize: size).map { try node(level: $0.level, position: $0.position) }
        )
    }

    /// The root of a complete subtree; level 0 is a leaf's hash.
    func node(level: Int, position: Int) throws -> MerkleTree.Hash {
        guard level > 0 else { return MerkleTree.leafHash(try leaf(position)) }
        let row = try database.row(
            "SELECT hash FROM log_nodes WHERE level = ? AND position = ?",
            [level, position]
        )
        guard let row else { throw BrokenLog(problem: "the log lacks a node of its tree") }
        return try row.blob(0)
    }

    func leaf(_ index: Int) throws -> [UInt8] {
        guard let row = try database.row("SELECT leaf FROM log WHERE idx = ?", [index]) else {
            throw BrokenLog(problem: "the log lacks entry \(index)")
        }
        return try row.blob(0)
    }

    private func completeNodes(index: Int, leafHash: MerkleTree.Hash) throws {
        var hash = leafHash
        var level = 0
        while index >> level & 1 == 1 {
            hash = MerkleTree.nodeHash(try node(level: level, position: (index >> level) - 1), hash)
            level += 1
            try database.run(
                "INSERT INTO log_nodes(level, position, hash) VALUES (?, ?, ?)",
                [level, index >> level, Data(hash)]
            )
        }
    }
}

/// The log does not fit together.
struct BrokenLog: Error {
    let problem: String
}
