import Crypto
import Foundation

/// The hashes of RFC 6962, section 2.1: leaves and nodes are told apart by a first byte, so that none can pass for the
/// other.
package enum MerkleTree {
    package typealias Hash = [UInt8]

    package static func leafHash(_ leaf: some Sequence<UInt8>) -> Hash { hash(0x00, [Array(leaf)]) }

    package static func nodeHash(_ left: Hash, _ right: Hash) -> Hash { hash(0x01, [left, right]) }

    /// The root of the empty tree.
    package static var emptyRoot: Hash { Array(SHA256.hash(data: [UInt8]())) }

    private static func hash(_ prefix: UInt8, _ parts: [[UInt8]]) -> Hash {
        var hasher = SHA256()
        hasher.update(data: [prefix])
        for part in parts { hasher.update(data: part) }
        return Array(hasher.finalize())
    }

    /// The complete subtrees that make up a tree of that size, from the left: their level and position.
    static func subtrees(ofSize size: Int) -> [(level: Int, position: Int)] {
        var start = 0
        return (0..<(Int.bitWidth - size.leadingZeroBitCount)).reversed().compactMap { level in
            guard size >> level & 1 == 1 else { return nil }
            defer { start += 1 << level }
            return (level, start >> level)
        }
    }

    /// Joins the roots of complete subtrees, given from the left, into the root of the whole tree.
    static func root(of subtrees: [Hash]) -> Hash {
        guard let last = subtrees.last else { return emptyRoot }
        return subtrees.dropLast().reversed().reduce(last) { nodeHash($1, $0) }
    }
}

/// A tree that grows leaf by leaf and keeps only what the root needs: one hash per level.
struct MerkleFrontier {
    private(set) var size = 0
    private var complete: [MerkleTree.Hash?] = []

    /// Takes the next leaf's hash in, and tells every inner node that it completed, from the lowest level up.
    mutating func append(_ leafHash: MerkleTree.Hash) -> [(level: Int, hash: MerkleTree.Hash)] {
        var hash = leafHash
        var level = 0
        var nodes: [(level: Int, hash: MerkleTree.Hash)] = []
        while level < complete.count, let left = complete[level] {
            complete[level] = nil
            hash = MerkleTree.nodeHash(left, hash)
            level += 1
            nodes.append((level, hash))
        }
        if level == complete.count { complete.append(hash) } else { complete[level] = hash }
        size += 1
        return nodes
    }

    var root: MerkleTree.Hash { MerkleTree.root(of: complete.reversed().compactMap { $0 }) }
}
