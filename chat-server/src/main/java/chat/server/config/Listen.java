package chat.server.config;

/**
 * Where and how connections are taken.
 *
 * @param port 0 takes any free one
 * @param eventLoops how many event loops; 0: one per core
 * @param connectionsMax open connections in all
 * @param connectionsPerAddressMax open connections of one address; 0: addresses mean nothing
 * @param drainMillisMax how long a stop may take before what is left is cut off
 */
public record Listen(
        String host,
        int port,
        NetworkTransport transport,
        int eventLoops,
        int connectionsMax,
        int connectionsPerAddressMax,
        int drainMillisMax) {
    /** Whether an address says anything about who comes: behind a proxy, for which that limit is lifted, all have one. */
    public boolean tellsAddressesApart() {
        return connectionsPerAddressMax > 0;
    }

    public Listen withPort(int value) {
        return new Listen(host, value, transport, eventLoops, connectionsMax, connectionsPerAddressMax, drainMillisMax);
    }

    public Listen withTransport(NetworkTransport value) {
        return new Listen(host, port, value, eventLoops, connectionsMax, connectionsPerAddressMax, drainMillisMax);
    }

    public Listen withEventLoops(int value) {
        return new Listen(host, port, transport, value, connectionsMax, connectionsPerAddressMax, drainMillisMax);
    }

    public Listen withConnectionsMax(int value) {
        return new Listen(host, port, transport, eventLoops, value, connectionsPerAddressMax, drainMillisMax);
    }

    public Listen withConnectionsPerAddressMax(int value) {
        return new Listen(host, port, transport, eventLoops, connectionsMax, value, drainMillisMax);
    }

    public Listen withDrainMillisMax(int value) {
        return new Listen(host, port, transport, eventLoops, connectionsMax, connectionsPerAddressMax, value);
    }
}
