package chat.server;

import static chat.server.Attacker.CANARY;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Cid;
import chat.protocol.ClientMessage;
import chat.protocol.Description;
import chat.protocol.Emoji;
import chat.protocol.MessageText;
import chat.protocol.Reason;
import chat.protocol.ReportOutcome;
import chat.protocol.RestrictionKind;
import chat.protocol.Role;
import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import chat.protocol.SettingsChange;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.protocol.Visibility;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every field of every message that a client may send, as the records name them, with values of the wrong type, length
 * and content: an error that names the field and repeats the request's id, and a connection that goes on.
 */
class HostileFieldsIT {
    private static final int ID = 31;

    /** A proper value for each type of field; whoever adds a type is asked for one. */
    private static final Map<Class<?>, String> PROPER = Map.ofEntries(
            Map.entry(long.class, "1"),
            Map.entry(Long.class, "1"),
            Map.entry(Integer.class, "1"),
            Map.entry(boolean.class, "true"),
            Map.entry(String.class, "\"x\""),
            Map.entry(RoomName.class, "\"lobby\""),
            Map.entry(UserName.class, "\"Mallory\""),
            Map.entry(UserId.class, "\"u1\""),
            Map.entry(Cid.class, "\"c-1\""),
            Map.entry(MessageText.class, "\"oi\""),
            Map.entry(RoomTitle.class, "\"Oi\""),
            Map.entry(Topic.class, "\"Jazz\""),
            Map.entry(Emoji.class, "\"👍\""),
            Map.entry(Reason.class, "\"spam\""),
            Map.entry(Role.class, "\"member\""),
            Map.entry(RestrictionKind.class, "\"mute\""),
            Map.entry(ReportOutcome.class, "\"handled\""),
            Map.entry(List.class, "[\"u1\"]"),
            Map.entry(Visibility.class, "\"public\""));

    private static final List<String> NO_NUMBERS = List.of(
            "\"1\"",
            "\"" + CANARY + "\"",
            "true",
            "1.5",
            "1e3",
            "1E400",
            "[1]",
            "{\"" + CANARY + "\":1}",
            "9007199254740993",
            "-9223372036854775808",
            "9".repeat(100));

    private static final List<String> NO_BOOLEANS =
            List.of("\"true\"", "\"" + CANARY + "\"", "1", "0", "[true]", "{\"" + CANARY + "\":true}");

    private static final List<String> NO_STRINGS =
            List.of("1", "true", "1.5", "[\"" + CANARY + "\"]", "{\"" + CANARY + "\":\"" + CANARY + "\"}");

    private static final List<String> NO_LISTS = List.of(
            "1", "true", "\"u1\"", "[]", "[1]", "[\"\"]", "[\"" + CANARY + " \"]", "[[\"u1\"]]", "{\"u1\":\"u2\"}");

    private static final String EMPTY = "\"\"";

    /** Strings that no field may have, however it is called. */
    private static final List<String> BAD_STRINGS = List.of(
            "\"" + CANARY.repeat(4_000) + "\"",
            "\"" + CANARY + "\\u0000\"",
            "\"" + CANARY + "\\u001b[2J\"",
            "\"" + CANARY + "\\u0085\"",
            "\"\\ud800\"",
            "\"\\udc00" + CANARY + "\"",
            "\"" + CANARY + "\\udfff\\ud83d\"");

    private static final Set<String> REFUSALS = Set.of("invalidField", "invalidName", "tooLarge", "unknownType");

    /** A field of a message. */
    record Field(Class<?> message, String name, Class<?> type) {
        @Override
        public String toString() {
            return message.getSimpleName() + "." + name;
        }

        List<String> wrongValues() {
            if (type == long.class || Number.class.isAssignableFrom(type)) {
                return NO_NUMBERS;
            }
            if (type == boolean.class || type == Boolean.class) {
                return NO_BOOLEANS;
            }
            if (type == List.class) {
                return NO_LISTS;
            }
            List<String> values = new ArrayList<>(NO_STRINGS);
            values.addAll(BAD_STRINGS);
            if (type != Topic.class && type != Description.class) {
                // A room may have neither; anything else must be something.
                values.add(EMPTY);
            }
            return values;
        }
    }

    static Stream<Field> fields() {
        return messages(ClientMessage.class)
                .flatMap(message -> Stream.concat(
                        Stream.of(new Field(message, "type", String.class)),
                        parts(message).map(part -> new Field(message, part.getName(), part.getType()))));
    }

    /** The fields of a message; those of what is changed about a room stand among them. */
    private static Stream<RecordComponent> parts(Class<?> message) {
        return Arrays.stream(message.getRecordComponents())
                .flatMap(part -> part.getType() == SettingsChange.class ? parts(part.getType()) : Stream.of(part));
    }

    private static Stream<Class<?>> messages(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(HostileFieldsIT::messages)
                        .distinct();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void aWrongValueIsAnErrorThatNamesItsField(Field field) {
        try (Attacker mallory = new Attacker().greeted()) {
            for (String value : field.wrongValues()) {
                String about = field + ": " + value.substring(0, Math.min(60, value.length()));
                JsonNode error = mallory.refusal(message(field, value));
                assertThat(error.path("code").asString()).as(about).isIn(REFUSALS);
                assertThat(error.path("field").asString()).as(about).isEqualTo(field.name);
                // An id that cannot be read cannot be repeated.
                assertThat(error.path("id").asInt(0)).as(about).isEqualTo(field.name.equals("id") ? 0 : ID);
            }
            mallory.assertLogIsQuiet();
        }
    }

    /** The message with everything it needs, and this value for this field. */
    private static String message(Field field, String value) {
        String type = field.message.getSimpleName();
        String typeOnWire = "\"" + type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1) + "\"";
        Stream<String> others = parts(field.message)
                .filter(part -> !part.getName().equals("id") && !part.getName().equals(field.name) && isNeeded(part))
                .map(part -> pair(part.getName(), proper(part)));
        return Stream.of(
                        Stream.of(pair("type", field.name.equals("type") ? value : typeOnWire)),
                        Stream.of(pair("id", field.name.equals("id") ? value : String.valueOf(ID))),
                        others,
                        Set.of("type", "id").contains(field.name)
                                ? Stream.<String>empty()
                                : Stream.of(pair(field.name, value)))
                .flatMap(pairs -> pairs)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static boolean isNeeded(RecordComponent part) {
        // A public room has a name, and rooms are public unless it is said otherwise.
        boolean roomToMake = part.getDeclaringRecord() == ClientMessage.CreateRoom.class
                && part.getName().equals("room");
        return roomToMake || !part.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String proper(RecordComponent part) {
        String value = PROPER.get(part.getType());
        if (value == null) {
            throw new AssertionError("type: " + part.getType() + " (expected: a proper value for it in this test)");
        }
        return value;
    }

    private static String pair(String name, String value) {
        return "\"" + name + "\":" + value;
    }
}
