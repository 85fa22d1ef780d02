package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticFilesTest {
    private static final List<String> NAMES = List.of(
            "web/index.html", "web/assets/a-12345678.js", "web/assets/a-12345678.js.gz", "web/.vite/manifest.json");

    @Test
    void filesComeFromAFolder(@TempDir Path folder) throws IOException {
        for (String name : NAMES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content of " + name);
        }
        assertServes(folder);
    }

    @Test
    void filesComeFromAJarWithoutFolders(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("page.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String name : NAMES) {
                entries.putNextEntry(new JarEntry(name));
                entries.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
            }
            entries.putNextEntry(new JarEntry("elsewhere/secret.txt"));
        }
        assertServes(jar);
    }

    @Test
    void withoutAPageThereIsNothing() throws IOException {
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            assertThat(StaticFiles.load(empty).index()).isEmpty();
        }
    }

    private static void assertServes(Path place) throws IOException {
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {place.toUri().toURL()}, null)) {
            StaticFiles files = StaticFiles.load(classes);

            assertThat(content(files, "/index.html")).isEqualTo("content of web/index.html");
            assertThat(content(files, "/assets/a-12345678.js")).isEqualTo("content of web/assets/a-12345678.js");
            assertThat(files.find("/assets/a-12345678.js.gz")).isEmpty();
            assertThat(files.find("/.vite/manifest.json")).isEmpty();
            assertThat(files.find("/secret.txt")).isEmpty();
        }
    }

    private static String content(StaticFiles files, String path) {
        FullHttpResponse answer = files.find(path).orElseThrow().answer(new DefaultHttpHeaders());
        return answer.content().toString(StandardCharsets.UTF_8);
    }
}
