package chat.server.transport;

import chat.server.config.MetricsAccess;
import chat.server.metrics.Exposition;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What is counted, for those who may know. */
final class MetricsPage {
    /** What proxies add: behind one of them, everybody comes from this machine. */
    private static final List<String> BY_PROXY = List.of("forwarded", "via", "x-forwarded-for", "x-real-ip");

    /** What programs here call it; whoever comes through a proxy, or from a page of another site, asks by another name. */
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    private final MetricsAccess access;
    private final Exposition exposition;

    MetricsPage(MetricsAccess access, Exposition exposition) {
        this.access = access;
        this.exposition = exposition;
    }

    /** Nothing for those who may not know that there is something. */
    Optional<CompletionStage<FullHttpResponse>> answer(HttpHeaders request, InetAddress from) {
        boolean shown = switch (access) {
            case OPEN -> true;
            case LOCAL ->
                from.isLoopbackAddress() && BY_PROXY.stream().noneMatch(request::contains) && asksThisMachine(request);
            case OFF -> false;
        };
        return shown ? Optional.of(exposition.text().thenApply(MetricsPage::page)) : Optional.empty();
    }

    private static boolean asksThisMachine(HttpHeaders request) {
        return Optional.ofNullable(request.get(HttpHeaderNames.HOST))
                .flatMap(Authority::parse)
                .filter(host -> THIS_MACHINE.contains(host.host()))
                .isPresent();
    }

    private static FullHttpResponse page(String text) {
        return Answers.of(
                HttpResponseStatus.OK, Exposition.TYPE, Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
    }
}
