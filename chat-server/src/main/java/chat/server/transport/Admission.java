package chat.server.transport;

import chat.server.auth.Addresses;
import chat.server.config.ServerConfig;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Who may connect: so many connections in all and of one address, as {@link Addresses} tells them apart. The table has at most one
 * entry for each open connection. Any thread.
 */
final class Admission {
    /** So many connections above the limit are told why they cannot stay; further ones are just closed. */
    static final int REFUSALS_UNDER_WAY_MAX = 1_024;

    private final int connectionsMax;
    private final int connectionsPerAddressMax;
    private final Map<String, Integer> perAddress = new HashMap<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private int admitted;
    private int refusalsUnderWay;
    private boolean closed;

    Admission(ServerConfig config) {
        connectionsMax = config.listen().connectionsMax();
        connectionsPerAddressMax =
                config.sessions().rateLimit() ? config.listen().connectionsPerAddressMax() : 0;
    }

    /** What happens to a new connection. */
    enum Verdict {
        /** It is served; {@link Admission#left} when it is gone. */
        ADMITTED,
        /** It is told to come back later; {@link Admission#left} when it is gone. */
        REFUSED,
        /** It is closed at once. */
        DROPPED
    }

    /** Decides, and counts the connection unless it is dropped. */
    synchronized Verdict enter(InetAddress address) {
        String key = Addresses.of(address);
        int ofAddress = perAddress.getOrDefault(key, 0);
        boolean full =
                admitted >= connectionsMax || (connectionsPerAddressMax > 0 && ofAddress >= connectionsPerAddressMax);
        if (!full) {
            admitted++;
            perAddress.put(key, ofAddress + 1);
            return Verdict.ADMITTED;
        }
        if (refusalsUnderWay >= REFUSALS_UNDER_WAY_MAX) {
            return Verdict.DROPPED;
        }
        refusalsUnderWay++;
        return Verdict.REFUSED;
    }

    /** A connection that was counted is gone. */
    synchronized void left(InetAddress address, Verdict verdict) {
        if (verdict == Verdict.ADMITTED) {
            admitted--;
            perAddress.computeIfPresent(
                    Addresses.of(address), (key, ofAddress) -> ofAddress == 1 ? null : ofAddress - 1);
        } else if (verdict == Verdict.REFUSED) {
            refusalsUnderWay--;
        }
        completeWhenEmpty();
    }

    /** Done when nobody is left; call it once nobody comes any more. */
    synchronized CompletableFuture<Void> whenEmpty() {
        closed = true;
        completeWhenEmpty();
        return empty;
    }

    /** Connections open now, refused ones included. */
    synchronized int open() {
        return admitted + refusalsUnderWay;
    }

    /** Entries in the table of addresses. */
    synchronized int addresses() {
        return perAddress.size();
    }

    private void completeWhenEmpty() {
        if (closed && open() == 0) {
            empty.complete(null);
        }
    }
}
