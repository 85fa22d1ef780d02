package chat.server.config;

import chat.server.config.Rule.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Settings from a TOML file: one key per setting, by its name, all at the top level. */
final class TomlFile {
    private static final int BYTES_MAX = 1_048_576;

    private final Path path;
    private final List<Source.Entry> entries = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private TomlFile(Path path) {
        this.path = path;
    }

    /**
     * What this file says.
     *
     * @param where the flag or variable that named the file
     */
    static Source read(Path path, String where) {
        TomlFile file = new TomlFile(path);
        file.text(where).flatMap(file::parse).ifPresent(file::take);
        return new Source(file.entries, file.problems);
    }

    private Optional<String> text(String where) {
        try (InputStream input = Files.newInputStream(path)) {
            byte[] bytes = input.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                problems.add(new Problem(where, path.toString(), "a file of at most " + BYTES_MAX + " bytes"));
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            problems.add(new Problem(where, path.toString(), "a file in UTF-8"));
        } catch (NoSuchFileException e) {
            problems.add(new Problem(where, path.toString(), "a file that exists"));
        } catch (IOException e) {
            problems.add(new Problem(where, path.toString(), "a file that can be read"));
        }
        return Optional.empty();
    }

    private Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(new TomlMapper().readTree(text));
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            String line = location == null ? "" : ":" + location.getLineNr();
            problems.add(new Problem(path + line, e.getOriginalMessage(), "valid TOML"));
            return Optional.empty();
        }
    }

    private void take(JsonNode root) {
        root.forEachEntry((key, node) -> {
            String where = path + ": " + key;
            Settings.named(key)
                    .filter(setting -> !setting.equals(Settings.CONFIG))
                    .ifPresentOrElse(setting -> take(setting, where, node), () -> problems.add(unknown(key, where)));
        });
    }

    private static Problem unknown(String key, String where) {
        List<String> names = Settings.all().stream()
                .filter(setting -> !setting.equals(Settings.CONFIG))
                .map(Setting::name)
                .toList();
        Problem problem = Names.unknown(key, names);
        return new Problem(where, problem.value(), problem.expected());
    }

    private void take(Setting<?> setting, String where, JsonNode node) {
        Kind kind = setting.rule().kind();
        if (isOf(kind, node)) {
            List<String> texts =
                    node.isArray() ? node.valueStream().map(JsonNode::asString).toList() : List.of(node.asString());
            entries.add(new Source.Entry(setting, where, texts));
        } else {
            String expected = setting.rule().expected() + "; written as " + kind.toml();
            problems.add(new Problem(where, setting.rule().shown().apply(node.toString()), expected));
        }
    }

    private static boolean isOf(Kind kind, JsonNode node) {
        return switch (kind) {
            case NUMBER -> node.isIntegralNumber();
            case TRUTH -> node.isBoolean();
            case TEXT -> node.isString();
            case TEXTS -> node.isArray() && node.valueStream().allMatch(JsonNode::isString);
        };
    }
}
