import Domain
import TestSupport
import Testing

extension EndToEnd {
    /// What only an Engine of API 1.48 or newer can be asked for, and what its store of images changes.
    @Suite(.needs(.modernEngine)) struct ModernEngineTests {
        @Test(arguments: UseRow.imageMounts + UseRow.all.filter { $0.kind == .image })
        func `an image that a container uses or only mounts stays on a newer Engine too, and is still read`(
            row: UseRow
        ) async throws {
            try await TestHost.with(.safety(), on: .modernEngine) { scene in
                try await scene.expectKept(row, user: "keeper")
            }
        }
    }
}
