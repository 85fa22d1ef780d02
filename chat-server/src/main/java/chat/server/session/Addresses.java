package chat.server.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where somebody comes from, as rates and restrictions tell addresses apart. */
final class Addresses {
    /** A provider gives each customer so much of an IPv6 address; the rest is the customer's to choose. */
    private static final int NETWORK_BYTES = 8;

    private Addresses() {}

    /** Without the port, which is another one for each connection; of IPv6 the network alone.
     * A connection that is gone already comes from nowhere. */
    static String of(@Nullable SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return String.valueOf(address);
        }
        InetAddress host = inet.getAddress();
        return host instanceof Inet6Address ? network(host.getAddress()) : host.getHostAddress();
    }

    private static String network(byte[] address) {
        byte[] network = Arrays.copyOf(Arrays.copyOf(address, NETWORK_BYTES), address.length);
        try {
            return InetAddress.getByAddress(network).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("address: " + address.length + " bytes (expected: 16)", e);
        }
    }
}
