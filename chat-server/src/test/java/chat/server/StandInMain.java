package chat.server;

import chat.server.Main.Running;
import chat.server.auth.TokenKey;
import chat.server.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Main} with a server that binds a port and can misbehave: what {@code -Dstand-in} says, it does. Its stop prints a
 * line first.
 */
final class StandInMain {
    private StandInMain() {}

    public static void main(String[] arguments) {
        Main.main(arguments, StandInMain::launch);
    }

    private static Running launch(ServerConfig config) throws IOException {
        TokenKey.load(config.dataDir());
        ServerSocket socket = new ServerSocket(
                config.listen().port(), 1, InetAddress.getByName(config.listen().host()));
        String behaviour = System.getProperty("stand-in", "");
        switch (behaviour) {
            case "error" ->
                thread(() -> {
                    throw new OutOfMemoryError("for this test");
                });
            case "exception" ->
                thread(() -> {
                    throw new IllegalStateException("for this test");
                });
            case "log" -> log();
            default -> {}
        }
        return new Running((InetSocketAddress) socket.getLocalSocketAddress(), Optional.empty(), limit -> {
            say("stopping within " + limit);
            if (behaviour.equals("hang")) {
                hang();
            }
            close(socket);
        });
    }

    private static void log() {
        for (String name : new String[] {"chat.server.Something", "chat.access", "io.netty.Something"}) {
            Logger logger = LoggerFactory.getLogger(name);
            logger.debug("{} at debug", name);
            logger.info("{} at info", name);
            logger.warn("{} at warn", name);
            logger.error("{} at error\n\u001b[31mred \"quoted\"", name);
        }
    }

    private static void thread(Runnable task) {
        new Thread(task, "doomed").start();
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
