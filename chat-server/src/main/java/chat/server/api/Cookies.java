package chat.server.api;

import java.util.Arrays;
import java.util.Optional;

/** Cookies that pages never see: for {@code /api/auth} alone. */
final class Cookies {
    /** The refresh token; not even sent with the first request that comes from another site. */
    static final String REFRESH = "chat_refresh";

    /** What a browser brings back from an identity provider: from there, which is another site, but only in going. */
    static final String MEMO = "chat_oidc";

    private static final long MEMO_SECONDS = 600;
    private static final int NAME_AND_VALUE = 2;

    private final boolean secure;

    /** @param secure whether browsers come over TLS */
    Cookies(boolean secure) {
        this.secure = secure;
    }

    /** The one value of a name; nothing: none, or several, of which one may be somebody else's. */
    static Optional<String> read(String header, String name) {
        String[] values = Arrays.stream(header.split(";", -1))
                .map(pair -> pair.strip().split("=", NAME_AND_VALUE))
                .filter(pair -> pair.length == NAME_AND_VALUE && pair[0].equals(name))
                .map(pair -> pair[1])
                .toArray(String[]::new);
        return values.length == 1 ? Optional.of(values[0]) : Optional.empty();
    }

    String refresh(String token, long seconds) {
        return REFRESH + "=" + token + "; Path=/api/auth; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict" + tls();
    }

    String noRefresh() {
        return refresh("", 0);
    }

    String memo(String memo) {
        return memo(memo, MEMO_SECONDS);
    }

    String noMemo() {
        return memo("", 0);
    }

    private String memo(String memo, long seconds) {
        return MEMO + "=" + memo + "; Path=/api/auth/oidc; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax" + tls();
    }

    private String tls() {
        return secure ? "; Secure" : "";
    }
}
