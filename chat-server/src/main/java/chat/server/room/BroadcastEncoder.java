package chat.server.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.protocol.JsonCodec;
import chat.protocol.RoomEvent;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Encodes what is broadcast, once per wire format. One for each event loop, used only there. */
final class BroadcastEncoder {
    private final JsonCodec codec;
    private final ByteBufAllocator allocator;
    private @Nullable Deflater deflater;

    BroadcastEncoder(JsonCodec codec, ByteBufAllocator allocator) {
        this.codec = codec;
        this.allocator = allocator;
    }

    /** Events of one room's log, in order, in the formats asked for. */
    Broadcast events(List<RoomEvent> events, Set<WireFormat> formats) {
        List<UserId> authors = new ArrayList<>(events.size());
        for (RoomEvent event : events) {
            authors.add(event.from().id());
        }
        EnumMap<WireFormat, Broadcast.Run> runs = new EnumMap<>(WireFormat.class);
        byte[][] json = hasJson(formats) ? encodeAll(events) : new byte[0][];
        for (WireFormat format : formats) {
            byte[][] payloads = switch (format) {
                case JSON, JSON_DEFLATED -> json;
                case RELAY, ANNOUNCE, NAMED -> plainAll(events, format);
            };
            runs.put(format, run(payloads, format));
        }
        return Broadcast.ofEvents(events.get(events.size() - 1).seq(), authors, runs);
    }

    /** Something that is no part of the log, in those of the formats that it is told in. */
    Broadcast notice(Notice notice, Set<WireFormat> formats) {
        EnumMap<WireFormat, Broadcast.Run> runs = new EnumMap<>(WireFormat.class);
        Optional<byte[]> json = hasJson(formats) ? notice.json().map(codec::encode) : Optional.empty();
        for (WireFormat format : formats) {
            Optional<byte[]> payload = switch (format) {
                case JSON, JSON_DEFLATED -> json;
                case ANNOUNCE -> notice.announce().map(line -> line.getBytes(UTF_8));
                case NAMED -> notice.named().map(line -> line.getBytes(UTF_8));
                case RELAY -> Optional.empty();
            };
            payload.ifPresent(bytes -> runs.put(format, run(new byte[][] {bytes}, format)));
        }
        return Broadcast.ofNotice(notice.except(), runs);
    }

    byte[] encode(ServerMessage message) {
        return codec.encode(message);
    }

    private static boolean hasJson(Set<WireFormat> formats) {
        return formats.contains(WireFormat.JSON) || formats.contains(WireFormat.JSON_DEFLATED);
    }

    private byte[][] encodeAll(List<RoomEvent> events) {
        byte[][] payloads = new byte[events.size()][];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = codec.encode(events.get(i));
        }
        return payloads;
    }

    private static byte[][] plainAll(List<RoomEvent> events, WireFormat format) {
        byte[][] payloads = new byte[events.size()][];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = plain(events.get(i), format).getBytes(UTF_8);
        }
        return payloads;
    }

    /** The line for an event, empty when there is none. */
    private static String plain(RoomEvent event, WireFormat format) {
        if (event instanceof RoomEvent.Posted posted) {
            return posted.state().deleted() ? "" : posted(posted, format);
        }
        return format == WireFormat.NAMED ? PlainLines.changed(event) : "";
    }

    private static String posted(RoomEvent.Posted posted, WireFormat format) {
        return switch (format) {
            case ANNOUNCE -> PlainLines.announced(posted.text());
            case NAMED -> PlainLines.said(posted.from().name(), posted.text());
            case RELAY, JSON, JSON_DEFLATED -> posted.text().value();
        };
    }

    /** @param payloads an empty one is told to nobody */
    private Broadcast.Run run(byte[][] payloads, WireFormat format) {
        int bytesMax = 0;
        for (byte[] payload : payloads) {
            bytesMax += payload.length == 0 ? 0 : Frames.bytesMax(payload.length);
        }
        ByteBuf out = bytesMax == 0 ? Unpooled.EMPTY_BUFFER : allocator.directBuffer(bytesMax);
        int[] ends = new int[payloads.length];
        for (int i = 0; i < payloads.length; i++) {
            if (payloads[i].length > 0) {
                append(out, payloads[i], format);
            }
            ends[i] = out.writerIndex();
        }
        return new Broadcast.Run(out, ends);
    }

    private void append(ByteBuf out, byte[] payload, WireFormat format) {
        if (format == WireFormat.JSON_DEFLATED) {
            Frames.appendCompressed(out, payload, deflater());
        } else {
            Frames.appendText(out, payload);
        }
    }

    private Deflater deflater() {
        if (deflater == null) {
            deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        }
        return deflater;
    }
}
