/// The exit codes of the command line. Scripts and systemd units decide by the number alone whether to try again.
/// Numbers from 64 on are those of `sysexits.h`, 130 and 143 those that shells give to SIGINT and SIGTERM.
package enum ExitCode: Int32, CaseIterable, Sendable {
    case done = 0
    case unexpected = 1
    case differences = 2
    case refusedStale = 3
    case refusedTrust = 4
    case refusedProtected = 5
    case appliedInPart = 6
    case appliedUnhealthy = 7
    case usage = 64
    case invalidInput = 65
    case inputMissing = 66
    case engineUnreachable = 69
    case cannotWrite = 73
    case locked = 75
    case permission = 77
    case configuration = 78
    case interrupted = 130
    case terminated = 143
}
