package chat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message has its JSON form on file, {@code golden/client/TYPE.json} and {@code golden/server/TYPE.json}, variants as
 * {@code TYPE-VARIANT.json}. The page's tests read the same files.
 */
class GoldenFilesTest {
    private final JsonCodec codec = new JsonCodec();

    /**
     * One golden file.
     *
     * @param name without {@code .json}
     * @param json its text, one compact object, without the line end
     */
    record Golden(String name, String json) {
        String type() {
            int variant = name.indexOf('-');
            return variant < 0 ? name : name.substring(0, variant);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Golden> clientFiles() {
        return golden("client");
    }

    static List<Golden> serverFiles() {
        return golden("server");
    }

    private static List<Golden> golden(String side) {
        URL directory = GoldenFilesTest.class.getResource("/golden/" + side);
        assertThat(directory).isNotNull();
        try (Stream<Path> files = Files.list(Path.of(directory.toURI()))) {
            return files.map(GoldenFilesTest::read)
                    .sorted(Comparator.comparing(Golden::name))
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Golden read(Path file) {
        try {
            String name = file.toFile().getName();
            String text = Files.readString(file, UTF_8);
            assertThat(name).endsWith(".json");
            assertThat(text).endsWith("}\n");
            return new Golden(name.substring(0, name.length() - 5), text.substring(0, text.length() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Class<?>> clientMessages() {
        return Records.of(ClientMessage.class);
    }

    static Stream<Class<?>> serverMessages() {
        return Records.of(ServerMessage.class);
    }

    @ParameterizedTest
    @MethodSource("clientFiles")
    void whatAClientSaysIsReadAndWrittenBackTheSame(Golden golden) throws Exception {
        ClientMessage message = codec.decode(golden.json().getBytes(UTF_8));
        assertThat(golden.type()).isEqualTo(Records.typeOf(message.getClass()));
        assertThat(new String(codec.encode(message), UTF_8)).isEqualTo(golden.json());
        assertThat(PlainJson.write(PlainJson.treeOf(message))).isEqualTo(golden.json());
    }

    @ParameterizedTest
    @MethodSource("serverFiles")
    void whatTheServerSaysIsWrittenExactlySo(Golden golden) {
        ServerMessage message = Samples.server(golden.name());
        assertThat(golden.type()).isEqualTo(Records.typeOf(message.getClass()));
        assertThat(new String(codec.encode(message), UTF_8)).isEqualTo(golden.json());
        assertThat(PlainJson.write(PlainJson.treeOf(message))).isEqualTo(golden.json());
    }

    @Test
    void noSampleIsWithoutItsFile() {
        assertThat(serverFiles())
                .extracting(Golden::name)
                .containsExactlyElementsOf(Samples.server().keySet());
    }

    @ParameterizedTest
    @MethodSource("clientMessages")
    void everyClientMessageIsShownWithAllItsFieldsAndWithoutThoseThatMayBeAbsent(Class<?> message) {
        assertShown(clientFiles(), message);
    }

    @ParameterizedTest
    @MethodSource("serverMessages")
    void everyServerMessageIsShownWithAllItsFieldsAndWithoutThoseThatMayBeAbsent(Class<?> message) {
        assertShown(serverFiles(), message);
    }

    private static void assertShown(List<Golden> files, Class<?> message) {
        String type = Records.typeOf(message);
        assertThat(files).extracting(Golden::name).contains(type);
        Set<String> shown = new HashSet<>();
        Set<String> omitted = new HashSet<>();
        for (Golden file : files) {
            if (file.type().equals(type)) {
                Set<String> keys = PlainJson.read(file.json()).keySet();
                shown.addAll(keys);
                Records.fieldsOf(message).stream()
                        .filter(field -> !keys.contains(field))
                        .forEach(omitted::add);
            }
        }
        assertThat(shown).contains("type").containsAll(Records.fieldsOf(message));
        assertThat(omitted).containsExactlyInAnyOrderElementsOf(Records.optionalFieldsOf(message));
    }
}
