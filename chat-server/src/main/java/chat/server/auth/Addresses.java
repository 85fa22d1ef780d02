package chat.server.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where somebody comes from, as rates and restrictions tell addresses apart. */
public final class Addresses {
    /** A provider gives each customer so much of an IPv6 address; the rest is the customer's to choose. */
    private static final int NETWORK_BYTES = 8;

    /** What is not asked of the network: four numbers, or something with colons. */
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,40}");

    private Addresses() {}

    /** Without the port, which is another one for each connection; of IPv6 the network alone.
     * A connection that is gone already comes from nowhere. */
    public static String of(@Nullable SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return String.valueOf(address);
        }
        return of(inet.getAddress());
    }

    /** As above. */
    public static String of(InetAddress host) {
        return host instanceof Inet6Address ? network(host.getAddress()) : host.getHostAddress();
    }

    /**
     * One that somebody wrote down.
     *
     * @return nothing: it is none, or a name, which is not looked up
     */
    public static Optional<String> parse(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(InetAddress.getByName(text)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
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
