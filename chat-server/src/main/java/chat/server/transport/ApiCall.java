package chat.server.transport;

import chat.server.api.ApiRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A request to the API while its body comes in. On the channel's event loop. */
final class ApiCall {
    private final HttpRequest head;
    private final RequestTarget target;
    private final byte[] body;
    private int filled;

    /** @param bodyLength how many bytes will come */
    ApiCall(HttpRequest head, RequestTarget target, int bodyLength) {
        this.head = head;
        this.target = target;
        this.body = new byte[bodyLength];
    }

    /** The next bytes of the body; the codec gives no more than were announced. */
    void add(ByteBuf bytes) {
        int length = bytes.readableBytes();
        bytes.readBytes(body, filled, length);
        filled += length;
    }

    HttpHeaders headers() {
        return head.headers();
    }

    ApiRequest request(Channel channel) {
        HttpHeaders headers = head.headers();
        return new ApiRequest(
                head.method().name(),
                target.path(),
                target.query(),
                name -> single(headers.getAll(name)),
                body,
                address(channel));
    }

    private static Optional<String> single(List<String> values) {
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Where a connection comes from; one that has no such address is of this machine. */
    static InetAddress address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
