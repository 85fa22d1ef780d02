package chat.server.session;

import chat.server.config.ServerConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rates of each address, whoever its users say they are. Any thread. */
final class AddressRates {
    /** Addresses that are remembered; those from which nobody has come for longest are forgotten first. */
    static final int ADDRESSES_MAX = 10_000;

    private final ServerConfig config;

    /** Guarded by this. */
    private final Map<String, Rates> rates = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rates> eldest) {
            return size() > ADDRESSES_MAX;
        }
    };

    AddressRates(ServerConfig config) {
        this.config = config;
    }

    /** Those of an {@linkplain Addresses address}; a connection keeps them, so that no message has to look for them. */
    synchronized Rates of(String address, long nowNanos) {
        return rates.computeIfAbsent(address, unknown -> Rates.ofAddress(config, nowNanos));
    }

    /** How many addresses are remembered. */
    synchronized int size() {
        return rates.size();
    }
}
