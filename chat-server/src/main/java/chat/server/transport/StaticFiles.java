package chat.server.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page's files, read once from the class path folder {@code web/} and served from memory. A path is looked up in a map as
 * it was sent, so there is nothing to traverse. Files with a segment that begins with a dot are not served.
 */
final class StaticFiles {
    /** All files together; a build that exceeds it is a mistake. */
    static final long BYTES_MAX = 64L << 20;

    private static final String FOLDER = "web/";
    private static final String INDEX = "index.html";
    private static final Pattern HASHED = Pattern.compile("/assets/.*-[A-Za-z0-9_-]{8,}\\.[a-z0-9.]+");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, StaticFile> files;

    private StaticFiles(Map<String, StaticFile> files) {
        this.files = files;
    }

    /**
     * Reads the files there are; without {@code web/index.html} there are none.
     *
     * @throws IOException when they cannot be read
     */
    static StaticFiles load(ClassLoader classes) throws IOException {
        URL index = classes.getResource(FOLDER + INDEX);
        if (index == null) {
            return of(Map.of());
        }
        if (index.openConnection() instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (JarFile archive = jar.getJarFile()) {
                return of(readArchive(archive));
            }
        }
        return of(readFolder(index));
    }

    /** Makes files of their bytes by path, {@code /assets/a.js} and {@code /assets/a.js.gz} for instance. */
    static StaticFiles of(Map<String, byte[]> contents) {
        Map<String, StaticFile> files = new HashMap<>();
        contents.forEach((path, plain) -> {
            if (!path.contains("/.") && !isCompressedCopy(path, contents)) {
                files.put(path, new StaticFile(type(path), isHashed(path), plain, copies(path, contents)));
            }
        });
        return new StaticFiles(Map.copyOf(files));
    }

    /** The page itself; empty when it was not built. */
    Optional<StaticFile> index() {
        return find("/" + INDEX);
    }

    /** @param path as in the request, with its first slash */
    Optional<StaticFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static boolean isHashed(String path) {
        return HASHED.matcher(path).matches();
    }

    private static boolean isCompressedCopy(String path, Map<String, byte[]> contents) {
        return StaticFile.SUFFIXES.values().stream()
                .anyMatch(suffix -> path.endsWith(suffix)
                        && contents.containsKey(path.substring(0, path.length() - suffix.length())));
    }

    private static Map<String, byte[]> copies(String path, Map<String, byte[]> contents) {
        Map<String, byte[]> copies = new HashMap<>();
        StaticFile.SUFFIXES.forEach((coding, suffix) -> {
            byte[] copy = contents.get(path + suffix);
            if (copy != null) {
                copies.put(coding, copy);
            }
        });
        return copies;
    }

    private static String type(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    private static Map<String, byte[]> readArchive(JarFile archive) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        long total = 0;
        for (Enumeration<JarEntry> entries = archive.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
                try (InputStream in = archive.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    total = checkTotal(total + bytes.length);
                    contents.put("/" + entry.getName().substring(FOLDER.length()), bytes);
                }
            }
        }
        return contents;
    }

    private static Map<String, byte[]> readFolder(URL index) throws IOException {
        Path folder;
        try {
            folder = Path.of(index.toURI()).resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IOException("web: " + index + " (expected: a folder or a jar)", e);
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Map<String, byte[]> contents = new HashMap<>();
        long total = 0;
        for (Path path : paths) {
            byte[] bytes = Files.readAllBytes(path);
            total = checkTotal(total + bytes.length);
            contents.put("/" + folder.relativize(path).toString().replace('\\', '/'), bytes);
        }
        return contents;
    }

    private static long checkTotal(long total) throws IOException {
        if (total > BYTES_MAX) {
            throw new IOException(
                    "web: more than " + BYTES_MAX + " bytes of files (expected: a page that fits in memory)");
        }
        return total;
    }
}
