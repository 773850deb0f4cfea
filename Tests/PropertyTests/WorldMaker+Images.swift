import CoreTestSupport
import Domain

extension WorldMaker {
    /// Images with none to three tags; a parent is always an image drawn before, so that lines have an end.
    mutating func someImages() -> [ObservedImage] {
        var tags = dice.shuffled(Names.tags)
        var images: [ObservedImage] = []
        for index in 0..<(dice.below(6) + 1) {
            let own = Array(tags.prefix(dice.pick([0, 1, 1, 1, 2, 2, 3])))
            tags.removeFirst(own.count)
            images.append(image(index, own, after: images))
        }
        return images
    }

    private mutating func image(_ index: Int, _ tags: [String], after others: [ObservedImage]) -> ObservedImage {
        let parent = dice.percent(30) ? dice.any(of: others)?.id : nil
        return ObservedImage(
            id: "sha256:\(Fixture.id("image \(index) \(seed)"))",
            tags: tags.sortedByBytes(),
            digests: digests(tags, index),
            parentID: parent ?? "",
            labels: labels(15),
            lastTagged: dice.percent(15) ? Fixture.days(ago: dice.pick([0, 3, 7, 30])) : nil
        )
    }

    private mutating func digests(_ tags: [String], _ index: Int) -> [String] {
        guard dice.percent(25) else { return [] }
        let foreign = ["elsewhere/app", "ghcr.io/acme/ipai-ocr", "web"]
        let own = tags.compactMap { tag in tag.lastIndex(of: ":").map { String(tag[..<$0]) } }
        let repository = dice.percent(60) ? dice.any(of: own) ?? dice.pick(foreign) : dice.pick(foreign)
        return ["\(repository)@sha256:\(Fixture.id("digest \(index)"))"]
    }
}
