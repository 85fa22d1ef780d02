package chat.server.admin;

import chat.protocol.ExportCodec;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file, some at a time. One thread. */
final class LineFile implements Change.Input, AutoCloseable {
    private final InputStream in;
    private long line;

    private LineFile(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** @throws IOException when it cannot be read; the message is one line */
    static LineFile open(Path file) throws IOException {
        try {
            return new LineFile(Files.newInputStream(file));
        } catch (NoSuchFileException e) {
            throw new IOException("file: " + file + " (expected: a file that exists)", e);
        } catch (IOException e) {
            throw new IOException("file: " + file + " (expected: a file that can be read): " + e.getMessage(), e);
        }
    }

    /** No lines at all. */
    static LineFile empty() {
        return new LineFile(InputStream.nullInputStream());
    }

    /** This one line; none if it is empty. */
    static LineFile of(String line) {
        return new LineFile(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public List<byte[]> next() throws IOException {
        List<byte[]> lines = new ArrayList<>();
        long bytes = 0;
        while (lines.size() < Change.LINES_MAX && bytes < Change.BYTES_MAX) {
            byte[] next = nextLine();
            if (next.length == 0) {
                break;
            }
            lines.add(next);
            bytes += next.length;
        }
        return lines;
    }

    /** Empty at the end of the file; an empty line before it is refused, so that lines can be counted. */
    private byte[] nextLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        line++;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return bytes.toByteArray();
            }
            if (bytes.size() == ExportCodec.LINE_BYTES_MAX) {
                throw new IOException("line " + line + ": longer than " + ExportCodec.LINE_BYTES_MAX
                        + " bytes (expected: a line of an export)");
            }
            bytes.write(next);
        }
        if (bytes.size() == 0) {
            throw new IOException("line " + line + ": is empty (expected: one JSON object a line)");
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
