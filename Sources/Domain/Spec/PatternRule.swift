/// A pattern of the SSOT with its place: an allow-list entry or a rule of what is safe to delete.
package struct PatternRule: Sendable, Hashable {
    package let pattern: Glob
    package let position: SourcePosition

    package init(pattern: Glob, position: SourcePosition) {
        self.pattern = pattern
        self.position = position
    }
}
