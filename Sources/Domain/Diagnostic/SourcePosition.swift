/// A place in a file that people edit. Lines and columns count from 1; a column counts Unicode scalars.
package struct SourcePosition: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The path as it should be printed: relative to the repository root wherever the file lies below it.
    package let file: String
    package let line: Int
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `infra/docker/DOCKER_STAGING_SSOT.yaml:12:7`, the form that editors and terminals make clickable.
    package var description: String { "\(file):\(line):\(column)" }

    package static func < (lhs: SourcePosition, rhs: SourcePosition) -> Bool {
        (lhs.file, lhs.line, lhs.column) < (rhs.file, rhs.line, rhs.column)
    }
}
