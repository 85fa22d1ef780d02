package chat.load.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Pages with gaps, which are in this jar. */
final class Template {
    private Template() {}

    /** One with the style that all have in common. */
    static String of(String name) {
        return read(name).replace("{{style}}", read("page.css"));
    }

    private static String read(String name) {
        try (InputStream file = Template.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not in this jar");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
