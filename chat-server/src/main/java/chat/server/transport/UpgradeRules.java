package chat.server.transport;

import chat.protocol.ProtocolException;
import chat.protocol.RoomName;
import chat.protocol.UserName;
import chat.server.config.ServerConfig;
import chat.server.session.Client;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Which upgrade requests are accepted, and what they say about the client. Pure; everything wrong is a {@link Refusal}. */
class UpgradeRules {
    /** The one subprotocol there is. */
    static final String CHAT_V1 = "chat.v1";

    private static final String PATH = "/ws";
    private static final String WEBSOCKET_VERSION = "13";
    private static final int KEY_BYTES = 16;
    private static final int KEY_CHARACTERS = 24;
    private static final Pattern AFTER = Pattern.compile("[0-9]{1,18}");

    private final Origins origins;
    private final Client.PlainStyle bareStyle;

    UpgradeRules(ServerConfig config) {
        origins = new Origins(config.http().allowOrigins());
        bareStyle = switch (config.sessions().plainStyle()) {
            case RELAY -> Client.PlainStyle.RELAY;
            case ANNOUNCE -> Client.PlainStyle.ANNOUNCE;
        };
    }

    /** Whether a request is to be judged here at all: it wants a WebSocket, or what it asks for is nothing else. */
    static boolean concern(HttpRequest request, RequestTarget target) {
        return isWebSocketPath(target.path()) || asksForWebSocket(request.headers());
    }

    /** Who connects. */
    Client check(HttpRequest request) throws Refusal {
        RequestTarget target = RequestTarget.parse(request.uri());
        if (!isWebSocketPath(target.path())) {
            throw Refusal.of(HttpResponseStatus.NOT_FOUND, "There is no WebSocket here; it is at /ws.");
        }
        checkHandshake(request);
        checkOrigin(request.headers());
        boolean json = speaksChatV1(request.headers());
        return json ? jsonClient(target) : plainClient(target);
    }

    private static boolean isWebSocketPath(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    private static boolean asksForWebSocket(HttpHeaders headers) {
        return headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
    }

    private static void checkHandshake(HttpRequest request) throws Refusal {
        HttpHeaders headers = request.headers();
        if (!request.method().equals(HttpMethod.GET)) {
            throw Refusal.of(
                    HttpResponseStatus.METHOD_NOT_ALLOWED, "Only GET.", HttpHeaderNames.ALLOW.toString(), "GET");
        }
        if (!asksForWebSocket(headers)) {
            throw Refusal.of(HttpResponseStatus.UPGRADE_REQUIRED, "This is a WebSocket; ask for an upgrade.");
        }
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            throw Refusal.of(HttpResponseStatus.BAD_REQUEST, "WebSockets need HTTP/1.1.");
        }
        checkAtMostOnce(headers, HttpHeaderNames.UPGRADE);
        checkAtMostOnce(headers, HttpHeaderNames.SEC_WEBSOCKET_VERSION);
        if (!WEBSOCKET_VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            throw Refusal.of(
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    "Sec-WebSocket-Version: 13 is the one there is.",
                    HttpHeaderNames.SEC_WEBSOCKET_VERSION.toString(),
                    WEBSOCKET_VERSION);
        }
        checkAtMostOnce(headers, HttpHeaderNames.SEC_WEBSOCKET_KEY);
        checkKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""));
    }

    private static void checkKey(String key) throws Refusal {
        try {
            if (key.length() == KEY_CHARACTERS && Base64.getDecoder().decode(key).length == KEY_BYTES) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Not Base64: refused below.
        }
        throw bad("Sec-WebSocket-Key: 16 bytes in Base64.");
    }

    private void checkOrigin(HttpHeaders headers) throws Refusal {
        checkAtMostOnce(headers, HttpHeaderNames.ORIGIN);
        if (!allowsOrigin(headers)) {
            throw Refusal.of(
                    HttpResponseStatus.FORBIDDEN, "Pages of this origin may not connect (see --allow-origin).");
        }
    }

    /** Whether a request comes from a page that may ask, or from no page at all. */
    boolean allowsOrigin(HttpHeaders headers) {
        List<String> given = headers.getAll(HttpHeaderNames.ORIGIN);
        Optional<Authority> host = Authority.parse(headers.get(HttpHeaderNames.HOST, ""));
        return given.isEmpty()
                || (given.size() == 1
                        && host.filter(at -> origins.allow(given.get(0), at)).isPresent());
    }

    private static boolean speaksChatV1(HttpHeaders headers) throws Refusal {
        List<String> offers = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        if (offers.isEmpty()) {
            return false;
        }
        for (String offer : String.join(",", offers).split(",", -1)) {
            if (offer.strip().equals(CHAT_V1)) {
                return true;
            }
        }
        throw bad("Sec-WebSocket-Protocol: " + CHAT_V1 + ", or none for plain text.");
    }

    private static Client jsonClient(RequestTarget target) throws Refusal {
        if (!target.path().equals(PATH)) {
            throw bad(CHAT_V1 + " is spoken at " + PATH + " alone.");
        }
        return new Client.Json(Optional.empty());
    }

    private Client plainClient(RequestTarget target) throws Refusal {
        Map<String, String> parameters = target.parameters();
        RoomName room = room(parameters);
        OptionalLong after = after(parameters);
        if (!target.path().equals(PATH)) {
            return new Client.Plain(
                    Client.PlainStyle.NAMED_ECHO, room, Optional.of(nameIn(target.path())), after, Optional.empty());
        }
        String given = parameters.get("name");
        Optional<UserName> name = given == null ? Optional.empty() : Optional.of(name(given));
        return new Client.Plain(style(parameters, name.isPresent()), room, name, after, Optional.empty());
    }

    private Client.PlainStyle style(Map<String, String> parameters, boolean named) throws Refusal {
        String style = parameters.get("style");
        if (style == null) {
            return named ? Client.PlainStyle.NAMED : bareStyle;
        }
        return switch (style) {
            case "relay" -> Client.PlainStyle.RELAY;
            case "announce" -> Client.PlainStyle.ANNOUNCE;
            default -> throw bad("style: relay or announce.");
        };
    }

    private static UserName nameIn(String path) throws Refusal {
        String[] segments = path.split("/", -1);
        if (segments.length != 4 || segments[2].isEmpty()) {
            throw Refusal.of(HttpResponseStatus.NOT_FOUND, "WebSockets are at /ws and /ws/{clientId}/{userName}.");
        }
        RequestTarget.decode(segments[2]);
        return name(RequestTarget.decode(segments[3]));
    }

    private static UserName name(String text) throws Refusal {
        try {
            return UserName.parse(text);
        } catch (ProtocolException e) {
            throw bad(e.rule());
        }
    }

    private static RoomName room(Map<String, String> parameters) throws Refusal {
        String room = parameters.get("room");
        try {
            return room == null ? RoomName.LOBBY : RoomName.parse(room);
        } catch (ProtocolException e) {
            throw bad(e.rule());
        }
    }

    private static OptionalLong after(Map<String, String> parameters) throws Refusal {
        String after = parameters.get("after");
        if (after == null) {
            return OptionalLong.empty();
        }
        if (!AFTER.matcher(after).matches()) {
            throw bad("after: a position in the room's log, a whole number from 0 on.");
        }
        return OptionalLong.of(Long.parseLong(after));
    }

    private static void checkAtMostOnce(HttpHeaders headers, CharSequence name) throws Refusal {
        if (headers.getAll(name).size() > 1) {
            throw bad(name + ": at most once.");
        }
    }

    private static Refusal bad(String reason) {
        return Refusal.of(HttpResponseStatus.BAD_REQUEST, reason);
    }
}
