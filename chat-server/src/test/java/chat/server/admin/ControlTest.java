package chat.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.server.config.Arguments;
import chat.server.store.Progress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of the control socket. */
@Timeout(60)
class ControlTest {
    private static final Arguments NONE = new Arguments(List.of(), Map.of());

    @TempDir
    private Path dataDir;

    @Test
    void serverCarriesOutWhatACommandAsksFor() throws Exception {
        Arguments arguments = new Arguments(List.of("u1"), Map.of("room", "lobby"));
        try (ControlServer server = start((given, input, progress) -> "got " + given)) {
            assertThat(run(arguments)).isEqualTo("got " + arguments);
            assertThat(run(NONE)).isEqualTo("got " + NONE);
        }
    }

    @Test
    void progressIsHeardWhereTheCommandIs() throws Exception {
        List<String> heard = new ArrayList<>();
        Change change = (given, input, progress) -> {
            progress.at("reading", 1, 2);
            progress.at("writing", 0, 0);
            return "done";
        };
        try (ControlServer server = start(change)) {
            run(NONE, List::of, (what, done, total) -> heard.add(what + " " + done + "/" + total));
        }

        assertThat(heard).containsExactly("reading 1/2", "writing 0/0");
    }

    @Test
    void inputComesInTurnsAndWhole() throws Exception {
        List<List<byte[]>> chunks =
                List.of(List.of(bytes("one"), bytes("two")), List.of(new byte[Change.BYTES_MAX - 1]));
        Iterator<List<byte[]>> left = chunks.iterator();
        List<Integer> lengths = new ArrayList<>();
        Change change = (given, input, progress) -> {
            for (List<byte[]> lines = input.next(); !lines.isEmpty(); lines = input.next()) {
                lines.forEach(line -> lengths.add(line.length));
            }
            return "done";
        };
        try (ControlServer server = start(change)) {
            assertThat(run(NONE, () -> left.hasNext() ? left.next() : List.of(), (what, done, total) -> {}))
                    .isEqualTo("done");
        }

        assertThat(lengths).containsExactly(3, 3, Change.BYTES_MAX - 1);
    }

    @Test
    void failureIsOneLineOfTheCommand() throws Exception {
        Change change = (given, input, progress) -> {
            throw new CommandException("room: lobby (expected: another)");
        };
        try (ControlServer server = start(change)) {
            assertThatThrownBy(() -> run(NONE))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("room: lobby (expected: another)");
        }
    }

    @Test
    void serverOutlivesACommandThatBreaksOrIsUnknown() throws Exception {
        Change broken = (given, input, progress) -> {
            throw new IllegalStateException("for this test");
        };
        try (ControlServer server =
                ControlServer.start(dataDir, "sqlite", Map.of("broken", broken, "good", (a, b, c) -> "done"))) {
            assertThatThrownBy(() -> run("broken", NONE)).hasMessageStartingWith("server: gone");
            assertThatThrownBy(() -> run("other", NONE))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("command: other (expected: one that this server knows)");
            assertThat(run("good", NONE)).isEqualTo("done");
        }
    }

    @Test
    void serverOutlivesWhoeverSaysNonsenseOrNothingOrTooMuch() throws Exception {
        try (ControlServer server = start((given, input, progress) -> "done")) {
            for (String nonsense : List.of("\n", "{}\n", "{\"command\":\"it\"}\n", "[]\n", "x".repeat(100_000))) {
                try (SocketChannel socket = SocketChannel.open(address())) {
                    writeAll(socket, bytes(nonsense));
                    assertThat(socket.read(ByteBuffer.allocate(10)))
                            .as(nonsense)
                            .isEqualTo(-1);
                } catch (SocketException reset) {
                    // Closed with something unread, which is as good.
                }
            }
            assertThat(run(NONE)).isEqualTo("done");
        }
    }

    @Test
    void inputThatEndsHalfwayIsNeverTakenForWhole() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        List<String> ends = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        Change change = (given, input, progress) -> {
            try {
                asked.countDown();
                return "done with " + input.next().size();
            } catch (IOException e) {
                ends.add(e.getMessage());
                throw e;
            } finally {
                ended.countDown();
            }
        };
        try (ControlServer server = start(change)) {
            try (SocketChannel socket = SocketChannel.open(address())) {
                writeAll(socket, new ControlCodec().encode(new ControlRequest("it", "sqlite", NONE)));
                writeAll(socket, bytes("\nhalf a line"));
                asked.await();
            }
            ended.await();
        }

        assertThat(ends).as("told, one way or the other").hasSize(1);
    }

    @Test
    void closeCutsOffWhatIsInWork() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ControlServer server = start((given, input, progress) -> {
            try {
                asked.countDown();
                return "done with " + input.next().size();
            } finally {
                ended.countDown();
            }
        });
        try (SocketChannel socket = SocketChannel.open(address())) {
            writeAll(socket, new ControlCodec().encode(new ControlRequest("it", "sqlite", NONE)));
            writeAll(socket, bytes("\n"));
            asked.await();
            server.close();
            ended.await();
        }
        assertThat(dataDir.resolve("control.sock")).doesNotExist();
    }

    @Test
    void socketIsItsOwnersAlone() throws Exception {
        try (ControlServer server = start((given, input, progress) -> "done")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve("control.sock"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatAnEarlierServerLeftIsNoServer() throws Exception {
        ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        left.bind(address());
        left.close();
        assertThat(dataDir.resolve("control.sock")).exists();

        assertThatThrownBy(() -> ControlClient.connect(dataDir)).isInstanceOf(ConnectException.class);
        try (ControlServer server = start((given, input, progress) -> "done")) {
            assertThat(run(NONE)).isEqualTo("done");
        }
    }

    @Test
    void pathThatIsTooLongForASocketIsTold() {
        Path deep = dataDir.resolve("d".repeat(120));

        assertThatThrownBy(() -> ControlServer.start(deep, "sqlite", Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("data-dir: " + deep + "/control.sock has ")
                .hasMessageContaining("(expected: at most 103 for the socket");
    }

    @Test
    void patienceWithASilentSideEnds() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address());
            try (LineChannel lines = new LineChannel(SocketChannel.open(address()), Duration.ofMillis(1))) {
                assertThatThrownBy(() -> lines.read(10)).hasMessageStartingWith("the other side did nothing for ");
                assertThatThrownBy(() -> {
                            while (true) {
                                lines.write(new byte[10_000]);
                            }
                        })
                        .hasMessageStartingWith("the other side did nothing for ");
            }
        }
    }

    private ControlServer start(Change change) throws IOException {
        return ControlServer.start(dataDir, "sqlite", Map.of("it", change));
    }

    private String run(Arguments arguments) throws Exception {
        return run("it", arguments);
    }

    private String run(String command, Arguments arguments) throws Exception {
        try (ControlClient client = ControlClient.connect(dataDir)) {
            return client.run(new ControlRequest(command, "sqlite", arguments), List::of, (what, done, total) -> {});
        }
    }

    private String run(Arguments arguments, Change.Input input, Progress progress) throws Exception {
        try (ControlClient client = ControlClient.connect(dataDir)) {
            return client.run(new ControlRequest("it", "sqlite", arguments), input, progress);
        }
    }

    private UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(dataDir.resolve("control.sock"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void writeAll(SocketChannel socket, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            socket.write(left);
        }
    }
}
