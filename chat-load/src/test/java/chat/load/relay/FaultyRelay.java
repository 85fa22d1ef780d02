package chat.load.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Relays that do with one message of ten what they should not. What is said before a run begins they pass on. */
public final class FaultyRelay {
    private static final Pattern MESSAGE =
            Pattern.compile("#[a-z0-9]{6}:[0-9]{13}\\.([0-9]{6})\\.([0-9]{9}) .*", Pattern.DOTALL);

    private FaultyRelay() {}

    /** A treatment of the messages of ten that it is applied to. */
    private interface Fault {
        void treat(ChannelGroup everybody, TextWebSocketFrame frame, String sender);
    }

    /** Keeps them for itself. */
    public static Relay dropping() throws IOException {
        return with((everybody, frame, sender) -> {});
    }

    /** Says them twice. */
    public static Relay repeating() throws IOException {
        return with((everybody, frame, sender) -> {
            everybody.writeAndFlush(frame.retainedDuplicate());
            everybody.writeAndFlush(frame.retainedDuplicate());
        });
    }

    /** Ends all connections instead. */
    public static Relay closing() throws IOException {
        return with((everybody, frame, sender) -> everybody.close());
    }

    /** Says them after the next one of the same sender. */
    public static Relay swapping() throws IOException {
        ConcurrentHashMap<String, TextWebSocketFrame> held = new ConcurrentHashMap<>();
        return Relay.start(0, (everybody, frame) -> {
            Matcher message = MESSAGE.matcher(frame.text());
            if (isChosen(message)) {
                held.put(message.group(1), frame.retain());
                return;
            }
            everybody.writeAndFlush(frame.retain());
            TextWebSocketFrame earlier = message.matches() ? held.remove(message.group(1)) : null;
            if (earlier != null) {
                everybody.writeAndFlush(earlier);
            }
        });
    }

    /** Adds something of its own to each message. */
    public static Relay chatty() throws IOException {
        return Relay.start(0, (everybody, frame) -> {
            everybody.writeAndFlush(new TextWebSocketFrame("#other1:0000000000000.000000.000000001 not of this run"));
            everybody.writeAndFlush(frame.retain());
        });
    }

    /** Puts each message into a frame together with itself. */
    public static Relay doubling() throws IOException {
        return Relay.start(
                0,
                (everybody, frame) ->
                        everybody.writeAndFlush(new TextWebSocketFrame(frame.text() + "\n" + frame.text())));
    }

    /** Sends each message in two pieces, and a ping between them. */
    public static Relay tearing() throws IOException {
        return Relay.start(0, (everybody, frame) -> {
            String text = frame.text();
            int middle = text.length() / 2;
            everybody.write(new TextWebSocketFrame(false, 0, text.substring(0, middle)));
            everybody.write(new PingWebSocketFrame(Unpooled.copiedBuffer("?", UTF_8)));
            everybody.writeAndFlush(new ContinuationWebSocketFrame(true, 0, text.substring(middle)));
        });
    }

    /** Passes messages of a run on to those only who were there at the first of them. */
    public static Relay deafening() throws IOException {
        Set<Channel> first = ConcurrentHashMap.newKeySet();
        return Relay.start(0, (everybody, frame) -> {
            Matcher message = MESSAGE.matcher(frame.text());
            if (message.matches() && Integer.parseInt(message.group(2)) > 0 && first.isEmpty()) {
                first.addAll(everybody);
            }
            everybody.writeAndFlush(frame.retain(), channel -> first.isEmpty() || first.contains(channel));
        });
    }

    /** Does something before it passes a message on. */
    public static Relay doing(Runnable something) throws IOException {
        return Relay.start(0, (everybody, frame) -> {
            something.run();
            everybody.writeAndFlush(frame.retain());
        });
    }

    private static Relay with(Fault fault) throws IOException {
        return Relay.start(0, (everybody, frame) -> {
            Matcher message = MESSAGE.matcher(frame.text());
            if (isChosen(message)) {
                fault.treat(everybody, frame, message.group(1));
            } else {
                everybody.writeAndFlush(frame.retain());
            }
        });
    }

    /** The fifth of each ten of a sender. */
    private static boolean isChosen(Matcher message) {
        return message.matches() && Integer.parseInt(message.group(2)) % 10 == 5;
    }
}
