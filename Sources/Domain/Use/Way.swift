/// How the Engine lets one object use another: every way there is. "Who uses this, and how" is answered from this table
/// and nowhere else.
///
/// | used      | by                        | what the Engine says                                          | way            |
/// |-----------|---------------------------|---------------------------------------------------------------|----------------|
/// | image     | container                 | `Config.Image` is a tag, whatever it stands for by now        | `createdFrom`  |
/// | image     | container                 | `Config.Image` is a digest or an ID                           | `reference`    |
/// | image     | container                 | `Image`: the ID that it runs                                  | `runs`         |
/// | image     | container                 | a mount of type `image`: the reference and the ID behind it   | `imageMount`   |
/// | image     | image                     | `ParentId`                                                    | `childImage`   |
/// | image     | swarm service, task       | `ContainerSpec.Image`, also of `PreviousSpec`; image mounts   | `service`      |
/// | volume    | container                 | a mount with a name: `volume`, `cluster`, whatever comes      | `mount`        |
/// | volume    | container                 | a bind of its mountpoint, its folder, or below                | `bind`         |
/// | volume    | container                 | `VolumesFrom` of one that mounts it                           | `volumesFrom`  |
/// | volume    | volume                    | the `device` of a local one lies in its mountpoint            | `device`       |
/// | volume    | swarm service, task       | `ContainerSpec.Mounts`                                        | `service`      |
/// | network   | container                 | an endpoint, also of one that was never started               | `endpoint`     |
/// | network   | container                 | `HostConfig.NetworkMode` is its name or ID                    | `networkMode`  |
/// | network   | network                   | `ConfigFrom`                                                  | `configFrom`   |
/// | network   | network                   | `parent` of macvlan or ipvlan is its bridge                   | `parent`       |
/// | network   | swarm service, task       | `Networks`, `NetworksAttachments`                             | `service`      |
/// | container | container                 | `container:` in network, pid, ipc mode or cgroup              | `namespace`    |
/// | container | container                 | a link of the default bridge                                  | `namespace`    |
/// | container | container                 | `VolumesFrom`                                                 | `volumesFrom`  |
///
/// Looked at and left out, because they use nothing of these four kinds: swarm configs and secrets (they lie in the
/// swarm's own store; who has them is a service or a task), plugins (a driver, told by its name at the volume or network),
/// the build cache (it keeps content of its own), checkpoints (part of their container), `ContainerIDFile`, devices. A bind
/// into the folders of a storage driver cannot be told from an Engine's answers; a bind above all volumes is a note.
package enum Way: String, Sendable, Hashable, CaseIterable {
    case createdFrom = "created_from"
    case reference
    case runs
    case imageMount = "image_mount"
    case childImage = "child_image"
    case mount
    case bind
    case volumesFrom = "volumes_from"
    case device
    case endpoint
    case networkMode = "network_mode"
    case configFrom = "config_from"
    case parent
    case namespace
    case service
}
