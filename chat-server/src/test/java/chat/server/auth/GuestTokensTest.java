package chat.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ProtocolLimits;
import chat.protocol.UserId;
import chat.protocol.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestTokensTest {
    private static final UserId ID = new UserId("u1234567890abcdefghijklmno");
    private static final UserName NAME = new UserName("Ana Lúcia");

    private final TokenKey key = TokenKey.random();
    private final GuestTokens tokens = new GuestTokens(key);

    @Test
    void tokenTellsWhoItWasIssuedTo() {
        assertThat(tokens.verify(tokens.issue(ID, NAME))).contains(new Guest(ID, NAME));
    }

    @Test
    void sameKeyUnderstandsTheTokenOfAnEarlierStart() {
        assertThat(new GuestTokens(key).verify(tokens.issue(ID, NAME))).contains(new Guest(ID, NAME));
    }

    @Test
    void tokenOfAnotherKeyIsNothing() {
        GuestTokens others = new GuestTokens(TokenKey.random());

        assertThat(tokens.verify(others.issue(ID, NAME))).isEmpty();
    }

    @Test
    void tokenWithAnyCharacterChangedIsNothing() {
        String token = tokens.issue(ID, NAME);

        for (int i = 0; i < token.length(); i++) {
            for (char other : new char[] {'A', 'B', 'a', 'b', '0', '_', '.', '=', '?', 'é', '\0'}) {
                String forged = token.substring(0, i) + other + token.substring(i + 1);
                if (!forged.equals(token)) {
                    assertThat(tokens.verify(forged)).as(forged).isEmpty();
                }
            }
        }
    }

    @Test
    void tokenCutOrExtendedAnywhereIsNothing() {
        String token = tokens.issue(ID, NAME);

        for (int i = 0; i < token.length(); i++) {
            assertThat(tokens.verify(token.substring(0, i))).isEmpty();
            assertThat(tokens.verify(token.substring(i + 1))).isEmpty();
        }
        assertThat(tokens.verify(token + ".")).isEmpty();
        assertThat(tokens.verify(token + "=")).isEmpty();
        assertThat(tokens.verify(token + token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "...", "g1...", "g1.u1.QW5h.", "not a token", "\ud800", "eyJhbGciOiJub25lIn0.e30."})
    void anythingElseIsNothing(String input) {
        assertThat(tokens.verify(input)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g2.u1.QW5h",
                "g1.u1.QW5h.more",
                "g1.u1",
                "g1.UPPER.QW5h",
                "g1..QW5h",
                "g1.u1.",
                "g1.u1.QQ",
                "g1.u1.*"
            })
    void signedWordsThatAreNoGuestAreNothing(String signed) {
        assertThat(tokens.verify(sign(signed))).isEmpty();
    }

    @Test
    void signedWordsThatAreAGuestAreThatGuest() {
        assertThat(tokens.verify(sign("g1.u1.QW5h"))).contains(new Guest(new UserId("u1"), new UserName("Ana")));
    }

    @Test
    void longestNameFitsTheProtocolsLimit() {
        UserId longestId = new UserId("u".repeat(32));
        UserName longestName = new UserName("\ud800\udf30".repeat(ProtocolLimits.USER_NAME_CODE_POINTS_MAX));

        String token = tokens.issue(longestId, longestName);

        assertThat(token).hasSize(251).matches("[A-Za-z0-9._-]+");
        assertThat(token.length()).isLessThanOrEqualTo(ProtocolLimits.TOKEN_LENGTH_MAX);
        assertThat(tokens.verify(token)).contains(new Guest(longestId, longestName));
    }

    @Test
    void manyThreadsAtOnceGetTheSameAnswers() throws Exception {
        String expected = tokens.issue(ID, NAME);
        Callable<Boolean> work = () -> IntStream.range(0, 2_000)
                .allMatch(i -> tokens.issue(ID, NAME).equals(expected)
                        && tokens.verify(expected).isPresent());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> all : threads.invokeAll(List.of(work, work, work, work))) {
                assertThat(all.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String sign(String signed) {
        byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
