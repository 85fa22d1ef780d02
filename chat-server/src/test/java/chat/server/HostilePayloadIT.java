package chat.server;

import static chat.server.Attacker.CANARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chat.protocol.ProtocolLimits;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * JSON bombs and what is no JSON, as large as a message may be: each is answered by one error with the request's id where
 * that could be read, nothing of it reaches the log, and the connection goes on.
 */
class HostilePayloadIT {
    private static final int MESSAGE_BYTES_MAX = 65_536;

    /** A request of its own, so that its id is known before the bomb is met. */
    private static final String START = "{\"id\":1,\"type\":\"leave\",\"room\":\"" + CANARY + "\",\"new\":";

    private final Attacker mallory = new Attacker();

    @AfterEach
    void close() {
        mallory.close();
    }

    /** As often as a message has room for it, between what stands before and behind. */
    private static String filled(String before, String unit, String behind) {
        int rest = MESSAGE_BYTES_MAX - before.length() - behind.length();
        return before + unit.repeat(rest / unit.length()) + behind;
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                arguments("arrays without end", filled(START, "[", "")),
                arguments("objects without end", filled(START, "{\"a\":", "")),
                arguments("arrays, closed", START + "[".repeat(32_000) + "]".repeat(32_000) + "}"),
                arguments("one level more than allowed", nested(ProtocolLimits.JSON_DEPTH_MAX)),
                arguments("one key, again and again", filled(START, "0,\"k\":", "0}")),
                arguments("an array of everything", filled(START + "[0", ",0", "]}")),
                arguments("keys without a value", filled(START + "{", "\"\":0,", "\"\":0}}")),
                arguments("a number of 64 KiB", filled(START, "9", "}")),
                arguments("decimals without end", filled(START + "0.", "1", "}")),
                arguments("an exponent without end", filled(START + "1e", "9", "}")),
                arguments("a key of 64 KiB", filled(START + "0,\"", "k", "\":0}")),
                arguments("a string without end", filled(START + "\"", "x", "")),
                arguments("escapes without end", filled(START + "\"", "\\u0041", "")),
                arguments("white space without end", filled(START, " ", "")),
                arguments("another object behind", filled(START + "0}", " ", "{\"type\":\"rooms\"}")),
                arguments("a comma behind", START + "0,}"),
                arguments("NaN", START + "NaN}"),
                arguments("infinity", START + "-Infinity}"),
                arguments("a leading zero", START + "01}"),
                arguments("a plus", START + "+1}"),
                arguments("hexadecimal", START + "0x1}"),
                arguments("a bare point", START + "1.}"),
                arguments("single quotes", START + "'a'}"),
                arguments("a bare word", START + "undefined}"),
                arguments("a comment", START + "0/**/}"),
                arguments("NUL in a string", START + "\"a\0b\"}"),
                arguments("NUL behind", START + "0}\0"),
                arguments("a line end in a string", START + "\"a\nb\"}"),
                arguments("half an escape", START + "\"\\u12\"}"),
                arguments("an escape that is none", START + "\"\\x41\"}"),
                arguments("a known key twice", START + "0,\"room\":\"lobby\"}"),
                arguments("an unknown key twice", START + "0,\"new\":0}"),
                arguments("a key twice, once escaped", START + "0,\"ne\\u0077\":0}"),
                arguments("the id twice", START + "0,\"id\":1}"));
    }

    private static String nested(int depth) {
        return START + "[".repeat(depth) + "]".repeat(depth) + "}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void bombsAreBadMessagesBeforeAndAfterHello(String name, String bomb) {
        assertBadMessage(mallory.refusal(bomb));
        mallory.greeted();
        assertBadMessage(mallory.refusal(bomb));
        mallory.assertLogIsQuiet();
    }

    private static void assertBadMessage(JsonNode error) {
        assertThat(error.path("code").asString()).isEqualTo("badMessage");
        assertThat(error.path("id").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "42",
                "\"kanarienvogel\"",
                "[{\"type\":\"kanarienvogel\",\"id\":1}]",
                "{",
                "}",
                "{]",
                "\0",
                "\ufeff{\"type\":\"rooms\",\"id\":1}",
                "{'type':'kanarienvogel','id':1}",
                "{\"id\"",
                "{\"id\":1",
            })
    void whatIsNoObjectIsABadMessage(String text) {
        JsonNode error = mallory.greeted().refusal(text);
        assertThat(error.path("code").asString()).isEqualTo("badMessage");
        mallory.assertLogIsQuiet();
    }

    @Test
    void aHundredMessagesOfGarbageAreAHundredErrors() {
        mallory.greeted();
        long seed = Long.getLong("seed", 1);
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            JsonNode error = mallory.refusal(garbage(random));
            assertThat(error.path("code").asString()).as("-Dseed=" + seed).isEqualTo("badMessage");
        }
        mallory.assertLogIsQuiet();
    }

    /** Text of up to 64 KiB that is no JSON, though it may begin as if it were. */
    private static String garbage(Random random) {
        String start = random.nextBoolean() ? "{\"" + CANARY + "\":" : CANARY;
        StringBuilder garbage = new StringBuilder(start);
        int length = random.nextInt(MESSAGE_BYTES_MAX / 4);
        while (garbage.length() < length) {
            switch (random.nextInt(4)) {
                case 0 -> garbage.append("{}[]\",:\\".charAt(random.nextInt(8)));
                case 1 -> garbage.appendCodePoint(0x1F300 + random.nextInt(0x200));
                default -> garbage.append((char) random.nextInt(0x800));
            }
        }
        return garbage.append('\0').toString();
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void whatIsOddButAllowedIsAnswered(String value) {
        JsonNode answer = mallory.greeted().answer(START.replace(CANARY, "elsewhere") + value + "}");
        assertThat(answer.path("type").asString()).isEqualTo("left");
        assertThat(answer.path("id").asInt()).isEqualTo(1);
    }

    /** Values of a field that the protocol does not know. */
    static Stream<String> oddities() {
        int inner = ProtocolLimits.JSON_DEPTH_MAX - 1;
        return Stream.of(
                "[".repeat(inner) + "]".repeat(inner),
                "1e400",
                "-0.0e-0",
                "9".repeat(100),
                "\"\\ud800\\u0000\"",
                "\"" + "x".repeat(60_000) + "\"",
                "{\"new\":0,\"other\":{\"new\":null}}");
    }
}
