/// An endpoint, and why it was chosen.
package struct ResolvedEndpoint: Sendable, Hashable {
    package let endpoint: EngineEndpoint
    package let source: EndpointSource

    package init(endpoint: EngineEndpoint, source: EndpointSource) {
        self.endpoint = endpoint
        self.source = source
    }
}
