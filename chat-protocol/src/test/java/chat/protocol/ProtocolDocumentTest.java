package chat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/PROTOCOL.md} to the code: every message, field, type, code and limit, and nothing else. */
class ProtocolDocumentTest {
    private static final String ALWAYS = "–";

    private static final Map<Class<?>, String> TYPES = Map.ofEntries(
            Map.entry(long.class, "integer"),
            Map.entry(Long.class, "integer"),
            Map.entry(int.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(boolean.class, "boolean"),
            Map.entry(Boolean.class, "boolean"),
            Map.entry(String.class, "string"),
            Map.entry(RoomName.class, "room name"),
            Map.entry(UserName.class, "user name"),
            Map.entry(UserId.class, "user id"),
            Map.entry(Cid.class, "cid"),
            Map.entry(MessageText.class, "text"),
            Map.entry(RoomTitle.class, "title"),
            Map.entry(Visibility.class, "visibility"),
            Map.entry(ErrorCode.class, "error code"),
            Map.entry(User.class, "user"),
            Map.entry(Author.class, "author"),
            Map.entry(Limits.class, "limits"),
            Map.entry(RoomSummary.class, "room summary"),
            Map.entry(Topic.class, "topic"),
            Map.entry(Description.class, "description"),
            Map.entry(Reason.class, "reason"),
            Map.entry(Role.class, "role"),
            Map.entry(Posting.class, "posting"),
            Map.entry(RestrictionKind.class, "restriction kind"),
            Map.entry(ReportOutcome.class, "report outcome"),
            Map.entry(RemovedReason.class, "removed reason"),
            Map.entry(RoomMember.class, "member"),
            Map.entry(MyRoom.class, "my room"),
            Map.entry(Restriction.class, "restriction"),
            Map.entry(Report.class, "report"),
            Map.entry(Emoji.class, "emoji"),
            Map.entry(Reaction.class, "reaction"),
            Map.entry(ReadMark.class, "read mark"),
            Map.entry(SeenMark.class, "seen mark"),
            Map.entry(ServerMessage.Hit.class, "hit"),
            Map.entry(Snippet.Mark.class, "mark"),
            Map.entry(ServerMessage.Version.class, "version"),
            Map.entry(RoomEvent.Posted.class, "posted"),
            Map.entry(RoomEvent.class, "room event"));

    /** Fields that have a value without being said. */
    private static final Map<Class<?>, Set<String>> WITH_DEFAULT = Map.of(
            ClientMessage.CreateRoom.class, Set.of("`visibility`"),
            ClientMessage.React.class, Set.of("`on`"),
            ClientMessage.Pin.class, Set.of("`on`"),
            RoomMessage.Invite.class, Set.of("`role`"),
            RoomMessage.Restrict.class, Set.of("`on`", "`byAddress`"),
            RoomMessage.Block.class, Set.of("`on`"));

    private final Markdown document = Markdown.read(Path.of("..", "docs", "PROTOCOL.md"));

    static Stream<Section> sections() {
        return Stream.of(
                new Section("What a client says", ClientMessage.class),
                new Section("What the server says", ServerMessage.Direct.class),
                new Section("Events of a room", RoomEvent.class));
    }

    /** A part of the document and the messages it is about. */
    record Section(String title, Class<?> messages) {
        @Override
        public String toString() {
            return title;
        }
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everyMessageHasItsTableAndNoOtherIsThere(Section section) {
        assertThat(document.subsections(section.title()))
                .containsExactlyInAnyOrderElementsOf(Records.of(section.messages())
                        .map(message -> "`" + Records.typeOf(message) + "`")
                        .toList());
        Records.of(section.messages())
                .forEach(message -> assertTable(section.title(), "`" + Records.typeOf(message) + "`", message));
    }

    @Test
    void everyObjectInsideMessagesHasItsTable() {
        List<Class<?>> objects = List.of(
                User.class,
                Author.class,
                RoomMember.class,
                Limits.class,
                RoomSummary.class,
                MyRoom.class,
                Reaction.class,
                ReadMark.class,
                SeenMark.class,
                ServerMessage.Hit.class,
                Snippet.Mark.class,
                ServerMessage.Version.class,
                Restriction.class,
                Report.class);
        assertThat(document.subsections("Values"))
                .containsExactlyElementsOf(objects.stream().map(TYPES::get).toList());
        objects.forEach(object -> assertTable("Values", TYPES.getOrDefault(object, ""), object));
    }

    private void assertTable(String section, String title, Class<?> record) {
        List<List<String>> rows = document.table(section, title);
        assertThat(rows)
                .as(title)
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(inCode(Records.fieldsOf(record)));
        assertThat(rows)
                .as("types in " + title)
                .extracting(row -> row.get(1))
                .containsExactlyElementsOf(Records.fields(record)
                        .map(field -> typeOf(field.type()))
                        .toList());
        Set<String> mayBeAbsent = rows.stream()
                .filter(row -> !row.get(2).equals(ALWAYS))
                .map(row -> row.get(0))
                .collect(Collectors.toSet());
        mayBeAbsent.removeAll(WITH_DEFAULT.getOrDefault(record, Set.of()));
        assertThat(mayBeAbsent)
                .as("what may be absent in " + title)
                .containsExactlyInAnyOrderElementsOf(inCode(Records.optionalFieldsOf(record)));
        assertThat(rows).allSatisfy(row -> assertThat(row.get(3)).isNotEmpty());
    }

    private static List<String> inCode(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").toList();
    }

    private static String typeOf(Type type) {
        if (type instanceof ParameterizedType list) {
            return "list of " + typeOf(list.getActualTypeArguments()[0]);
        }
        return TYPES.getOrDefault((Class<?>) type, "no word for " + type);
    }

    @Test
    void everyTypeHasItsRule() {
        String rules =
                document.table("Values", "").stream().map(row -> row.get(0)).collect(Collectors.joining(", "));
        assertThat(List.of(rules.split(", "))).containsAll(TYPES.values());
    }

    @Test
    void everyErrorCodeStandsThereWithItsSentence() {
        assertThat(document.table("Error codes", ""))
                .allSatisfy(row -> assertThat(row.get(2)).isNotEmpty())
                .extracting(row -> row.subList(0, 2))
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> List.of("`" + code.wireName() + "`", code.sentence()))
                        .toList());
    }

    @Test
    void everyCloseCodeStandsThereWithItsSentenceAndWhatToDo() {
        assertThat(document.table("Close codes", ""))
                .allSatisfy(row -> assertThat(row.get(3)).isNotEmpty())
                .extracting(row -> row.subList(0, 3))
                .containsExactlyElementsOf(Arrays.stream(CloseCode.values())
                        .map(code -> List.of(Integer.toString(code.code()), code.sentence(), comeBack(code)))
                        .toList());
    }

    private static String comeBack(CloseCode code) {
        return switch (code.comeBack()) {
            case NEVER -> "no";
            case BACK_OFF -> "with back-off";
            case NOW -> "at once";
        };
    }

    @Test
    void everyLimitStandsThereWithItsValue() {
        assertThat(document.table("Limits", ""))
                .extracting(row -> row.get(2) + " " + row.get(1))
                .containsExactlyElementsOf(Arrays.stream(ProtocolLimits.class.getDeclaredFields())
                        .filter(field -> Modifier.isPublic(field.getModifiers()))
                        .map(ProtocolDocumentTest::limit)
                        .toList());
    }

    private static String limit(Field field) {
        try {
            return String.format(Locale.ROOT, "`%s` %,d", field.getName(), field.getInt(null));
        } catch (IllegalAccessException e) {
            throw new LinkageError("limit: " + field.getName(), e);
        }
    }

    @Test
    void everyLineOfTheConversationIsAMessage() throws Exception {
        JsonCodec codec = new JsonCodec();
        List<String> fromClient = document.linesStartingWith("→ ");
        List<String> fromServer = document.linesStartingWith("← ");
        assertThat(fromClient).hasSizeGreaterThan(5);
        assertThat(fromServer).hasSizeGreaterThan(5);
        for (String json : fromClient) {
            // An empty text is the mistake that the conversation shows.
            ClientMessage message =
                    codec.decode(json.replace("\"text\":\"\"", "\"text\":\"x\"").getBytes(UTF_8));
            assertThat(PlainJson.treeOf(message).keySet())
                    .containsExactlyElementsOf(PlainJson.read(json).keySet());
        }
        for (String json : fromServer) {
            assertServerMessage(PlainJson.read(json));
        }
    }

    private static void assertServerMessage(Map<String, Object> tree) {
        Class<?> message = Records.of(ServerMessage.class)
                .filter(type -> Records.typeOf(type).equals(tree.get("type")))
                .findAny()
                .orElseThrow();
        List<String> keys = tree.keySet().stream().skip(1).toList();
        assertThat(Records.fieldsOf(message)).containsSubsequence(keys);
        assertThat(keys)
                .containsAll(Records.fieldsOf(message).stream()
                        .filter(field -> !Records.optionalFieldsOf(message).contains(field))
                        .toList());
        tree.values().forEach(ProtocolDocumentTest::assertMessagesWithin);
    }

    /** Events of a page and of hits. */
    private static void assertMessagesWithin(Object value) {
        if (value instanceof List<?> list) {
            list.forEach(ProtocolDocumentTest::assertMessagesWithin);
        } else if (value instanceof Map<?, ?> map && map.containsKey("event")) {
            assertMessagesWithin(map.get("event"));
        } else if (value instanceof Map<?, ?> map && map.containsKey("type")) {
            Map<String, Object> message = new LinkedHashMap<>();
            map.forEach((key, field) -> message.put((String) key, field));
            assertServerMessage(message);
        }
    }

    /** Headings, the first table under each, and nothing more of Markdown. */
    private record Markdown(List<String> lines) {
        static Markdown read(Path file) {
            try {
                return new Markdown(Files.readAllLines(file, UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<String> subsections(String section) {
            return under("## " + section, lines).stream()
                    .filter(line -> line.startsWith("### "))
                    .map(line -> line.substring(4))
                    .toList();
        }

        /** The rows of the first table, without its head; that of the section itself when there is no subsection. */
        List<List<String>> table(String section, String subsection) {
            List<String> within = under("## " + section, lines);
            List<String> text = subsection.isEmpty() ? within : under("### " + subsection, within);
            return text.stream()
                    .takeWhile(line -> !line.startsWith("### "))
                    .dropWhile(line -> !line.startsWith("|"))
                    .takeWhile(line -> line.startsWith("|"))
                    .skip(2)
                    .map(Markdown::cells)
                    .toList();
        }

        List<String> linesStartingWith(String mark) {
            return lines.stream()
                    .filter(line -> line.startsWith(mark))
                    .map(line -> line.substring(mark.length()))
                    .toList();
        }

        private static List<String> under(String heading, List<String> lines) {
            int start = lines.indexOf(heading);
            assertThat(start).as(heading).isNotNegative();
            String sameLevel = heading.substring(0, heading.indexOf(' ') + 1);
            return lines.stream()
                    .skip(start + 1L)
                    .takeWhile(
                            line -> !line.startsWith(sameLevel) && !(sameLevel.length() == 4 && line.startsWith("## ")))
                    .toList();
        }

        private static List<String> cells(String row) {
            return Arrays.stream(row.substring(1, row.lastIndexOf('|')).split("\\|", -1))
                    .map(String::strip)
                    .toList();
        }
    }
}
