import NIOCore
import Testing

@testable import DockerEngine

/// How errors of the transport map to faults. Tests may run as root, who may open every socket, so the error is made by
/// hand.
@Suite struct PermissionTests {
    private func fault(_ code: CInt) -> EngineFault {
        EngineFault(IOError(errnoCode: code, reason: "connect"), call: "GET /info", socketPath: "/s")
    }

    @Test func `a socket that this user may not open is told from one that is not there`() {
        #expect(fault(13) == .permissionDenied(path: "/s"))
        #expect(fault(2) == .unreachable(reason: "there is no socket /s"))
        #expect(fault(111) == .unreachable(reason: "nothing listens on /s"))
        #expect(fault(104) == .connectionLost(call: "GET /info"))
        #expect(!fault(13).leavesOutcomeUnknown)
        #expect(fault(104).leavesOutcomeUnknown)
    }
}
