/// A small generator of numbers (SplitMix64): the same seed always throws the same.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    mutating func below(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(next() % UInt64(bound)) }

    mutating func percent(_ chance: Int) -> Bool { below(100) < chance }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// One of the list, or nothing where it is empty.
    mutating func any<Element>(of list: [Element]) -> Element? { list.isEmpty ? nil : list[below(list.count)] }

    mutating func shuffled<Element>(_ list: [Element]) -> [Element] { list.shuffled(using: &self) }
}
