package chat.load.socket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whom to connect to, from where.
 *
 * @param server resolved
 * @param from the address of this machine to come from; any when empty
 * @param readBytesMax so much is read at once by one that reads slowly, whose receive buffer is small too; empty: as fast as
 *     it comes
 * @param upgrade what is asked for once connected
 */
public record Call(InetSocketAddress server, Optional<InetAddress> from, OptionalInt readBytesMax, Upgrade upgrade) {}
