package chat.server.transport;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The page's files while they are being read and hashed, which goes on beside the rest of a start. */
public final class PageFiles {
    private final FutureTask<StaticFiles> reading =
            new FutureTask<>(() -> StaticFiles.load(PageFiles.class.getClassLoader()));

    private PageFiles() {}

    /** Begins to read them on a thread of their own. */
    public static PageFiles read() {
        PageFiles page = new PageFiles();
        Thread thread = new Thread(page.reading, "load-page");
        thread.setDaemon(true);
        thread.start();
        return page;
    }

    /**
     * Waits until they are read.
     *
     * @throws IOException when they cannot be, or the wait is interrupted
     */
    StaticFiles files() throws IOException {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            throw new IOException("web: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("web: interrupted (expected: the page's files)", e);
        }
    }
}
