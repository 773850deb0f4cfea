import Foundation
import Testing

/// Compares text with a file of `Golden/`.
///
/// With `RECONCILE_UPDATE_GOLDEN=1` the file is rewritten and the test fails, so that no such run passes unseen.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appending(path: "Golden").appending(path: name)
    if ProcessInfo.processInfo.environment["RECONCILE_UPDATE_GOLDEN"] == "1" {
        try Data(text.utf8).write(to: file)
        Issue.record("rewrote \(name)", sourceLocation: sourceLocation)
        return
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text == expected, sourceLocation: sourceLocation)
}
