import Domain

/// What belongs to an image ID whatever its tags are, and how another look changes it.
struct ImageState: Equatable {
    let firstUnused: Timestamp?
    /// When it was first seen with a directly protected tag.
    let protectedFirst: Timestamp?
    /// When it was first seen without protected tag and user; `nil` while it has either.
    let protectedUntil: Timestamp?

    init(firstUnused: Timestamp?, protectedFirst: Timestamp?, protectedUntil: Timestamp?) {
        self.firstUnused = firstUnused
        self.protectedFirst = protectedFirst
        self.protectedUntil = protectedUntil
    }

    /// `prior` is the state of the last look that saw the image; `wasPresent` says that this was the look before.
    init(isUsed: Bool, bearsProtectedTag: Bool, after prior: ImageState?, wasPresent: Bool, at: Timestamp) {
        firstUnused = isUsed ? nil : (wasPresent ? prior?.firstUnused : nil) ?? at
        protectedFirst = prior?.protectedFirst ?? (bearsProtectedTag ? at : nil)
        let holds = bearsProtectedTag || isUsed
        protectedUntil = protectedFirst == nil || holds ? nil : prior?.protectedUntil ?? at
    }
}
