import Testing

/// Tests of the finished program on a real Engine. They share the Engine, so they run one after the other.
@Suite(.serialized)
enum EndToEnd {}
