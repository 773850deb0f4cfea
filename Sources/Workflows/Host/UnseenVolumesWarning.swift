internal import Domain

extension ObservedHost {
    /// Half a host is never told as a whole one.
    var unseenVolumesWarnings: [Diagnostic] {
        let named = unseenVolumes.drivers.map { "the driver \($0)" }
        let unnamed = unseenVolumes.isUncertain ? ["a driver that its warning does not name"] : []
        return (named + unnamed).map { driver in
            Diagnostic(
                .volumesUnseen,
                .warning,
                "The Engine could not list the volumes of \(driver): they cannot be seen",
                detail: "None of them is taken for missing or gone, and none is made. Plans are incomplete meanwhile.",
                fix: "See 'docker plugin ls' and the daemon's log; mend or remove the plugin, then look again."
            )
        }
    }
}
