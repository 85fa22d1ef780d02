package chat.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One file of the page, in memory, in every encoding it was built in. Immutable; answers share its bytes. */
final class StaticFile {
    /** Content codings in the order in which we would use them, and the suffix of the file that has each. */
    static final Map<String, String> SUFFIXES = Map.of("br", ".br", "gzip", ".gz");

    private static final List<String> CODINGS = List.of("br", "gzip");
    private static final String IDENTITY = "identity";
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final String contentType;
    private final String cacheControl;
    private final List<Encoded> encodings;

    /**
     * @param immutable whether the name changes with the content
     * @param plain the bytes as they are
     * @param compressed the bytes in other codings, by coding
     */
    StaticFile(String contentType, boolean immutable, byte[] plain, Map<String, byte[]> compressed) {
        this.contentType = contentType;
        cacheControl = immutable ? FOREVER : "no-cache";
        encodings = new ArrayList<>();
        for (String coding : CODINGS) {
            byte[] bytes = compressed.get(coding);
            if (bytes != null && bytes.length < plain.length) {
                encodings.add(new Encoded(coding, bytes));
            }
        }
        encodings.add(new Encoded(IDENTITY, plain));
    }

    /** The file, or 304 when the client has it already. */
    FullHttpResponse answer(HttpHeaders request) {
        Encoded chosen = choose(Preferences.of(request.getAll(HttpHeaderNames.ACCEPT_ENCODING)));
        boolean known = matches(request.getAll(HttpHeaderNames.IF_NONE_MATCH), chosen.etag);
        FullHttpResponse response = known
                ? Answers.of(HttpResponseStatus.NOT_MODIFIED, contentType, Unpooled.EMPTY_BUFFER)
                : Answers.of(HttpResponseStatus.OK, contentType, chosen.bytes.retainedDuplicate());
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.ETAG, chosen.etag).set(HttpHeaderNames.CACHE_CONTROL, cacheControl);
        if (encodings.size() > 1) {
            headers.set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        }
        if (!chosen.coding.equals(IDENTITY)) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, chosen.coding);
        }
        return response;
    }

    private Encoded choose(Preferences preferences) {
        Encoded best = encodings.get(encodings.size() - 1);
        double bestWeight = 0;
        for (Encoded encoded : encodings) {
            double weight = encoded.coding.equals(IDENTITY) ? 0 : preferences.weightOfCoding(encoded.coding);
            if (weight > bestWeight) {
                best = encoded;
                bestWeight = weight;
            }
        }
        return best;
    }

    /** RFC 9110 section 13.1.2: weak comparison, any of a list, or {@code *}. */
    private static boolean matches(List<String> conditions, String etag) {
        for (String condition : conditions) {
            for (String candidate : condition.split(",", -1)) {
                String tag = candidate.strip();
                if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The file in one coding; its bytes live outside the heap. */
    private static final class Encoded {
        private final String coding;
        private final ByteBuf bytes;
        private final String etag;

        Encoded(String coding, byte[] content) {
            this.coding = coding;
            bytes = LastingBytes.of(content);
            etag = '"' + HexFormat.of().formatHex(sha256(content), 0, 12) + '"';
        }

        private static byte[] sha256(byte[] content) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(content);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }
    }
}
