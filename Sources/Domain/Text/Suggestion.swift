/// "Did you mean": the nearest known word to a misspelt one.
package enum Suggestion {
    /// Words longer than this are no misspelling of ours, and comparing them would cost the square of their length.
    private static let lengthLimit = 64

    /// `nil` where nothing known is near. The leading parts of a long key count too: `protcted` is near
    /// `protection_rules`. `limit`: how many changes still make it near; half the word's length where nothing is said.
    package static func nearest(to word: String, in known: [String], limit: Int? = nil) -> String? {
        guard (1...lengthLimit).contains(word.unicodeScalars.count) else { return nil }
        let scored = known.map { (candidate: $0, distance: distance(word, to: $0)) }
        let best = scored.min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }
        guard let best, best.distance <= limit ?? max(2, word.unicodeScalars.count / 2) else { return nil }
        return best.candidate
    }

    /// The end of a word left out or added weighs as one change.
    private static func distance(_ word: String, to candidate: String) -> Int {
        let distances = editDistances(word, candidate)
        let whole = distances.last ?? 0
        let toBeginning = (distances.min() ?? 0) + 1
        let isExtended = candidate.utf8.count > 3 && word.utf8.starts(with: candidate.utf8)
        return min(whole, toBeginning, isExtended ? 1 : whole)
    }

    /// Levenshtein's distances of the word to every beginning of the candidate, the empty one first; ASCII case is
    /// ignored.
    static func editDistances(_ word: String, _ candidate: String) -> [Int] {
        let (left, right) = (Array(word.lowercased().unicodeScalars), Array(candidate.lowercased().unicodeScalars))
        var previous = Array(0...right.count)
        for (row, a) in left.enumerated() {
            var current = [row + 1]
            for (column, b) in right.enumerated() {
                let substituted = previous[column] + (a == b ? 0 : 1)
                current.append(min(substituted, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous
    }
}
