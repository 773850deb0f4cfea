package import Domain

/// A value with the place where the file says it, so that every later message can name that place.
package struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
    package let value: Value
    package let position: SourcePosition

    package init(_ value: Value, at position: SourcePosition) {
        self.value = value
        self.position = position
    }
}
