package chat.server;

import chat.server.admin.CommandException;
import chat.server.admin.Commands;
import chat.server.admin.Terminal;
import chat.server.config.ConfigLoader;
import chat.server.config.Listen;
import chat.server.config.Parsed;
import chat.server.config.ServerConfig;
import chat.server.config.ServerConfig.LogLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process: reads the configuration, starts the server, says where the page is, waits for a signal, stops.
 *
 * <p>Exit status 0: stopped when asked to, or printed what was asked for. 1: could not start, or something broke. 2: the
 * configuration is wrong, nothing was started. 130 and 143: ended at once by a second SIGINT or SIGTERM.
 */
public final class Main {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;

    /** What a stop may take beyond its limit; with the longest limit the process is gone after 10 s whatever hangs. */
    private static final Duration STOP_OVERRUN_MAX = Duration.ofMillis(500);

    private final Launcher launcher;
    private final Runnable untilToldToStop;

    Main(Launcher launcher, Runnable untilToldToStop) {
        this.launcher = launcher;
        this.untilToldToStop = untilToldToStop;
    }

    /** A server that runs, as far as the process is concerned. */
    record Running(InetSocketAddress address, Optional<String> setupCode, Consumer<Duration> stop) {}

    /** Starts a server. */
    interface Launcher {
        /** As {@link ChatServer#start}. */
        Running launch(ServerConfig config) throws IOException;
    }

    /** Runs the server until it is told to stop; see {@code --help}. */
    public static void main(String[] arguments) {
        main(arguments, config -> {
            HeadStart.begin(config);
            ChatServer server = ChatServer.start(config);
            return new Running(server.address(), server.setupCode(), server::stop);
        });
    }

    /** The process with any server. */
    static void main(String[] arguments, Launcher launcher) {
        Thread.setDefaultUncaughtExceptionHandler(Main::died);
        // A command ends at the first signal: whatever it does may be broken off.
        Runnable untilToldToStop = Commands.isCommand(arguments) ? () -> {} : Signals.takeOver()::awaitFirst;
        int status = new Main(launcher, untilToldToStop)
                .run(arguments, System.getenv(), new Streams(System.in, System.out, System.err));
        System.exit(status);
    }

    /** Does what the arguments say and returns the exit status. */
    int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        return run(arguments, environment, new Streams(InputStream.nullInputStream(), out, err));
    }

    /** Where the process reads and writes. */
    record Streams(InputStream in, PrintStream out, PrintStream err) {}

    /** As above. */
    int run(String[] arguments, Map<String, String> environment, Streams streams) {
        PrintStream out = streams.out;
        PrintStream err = streams.err;
        Commands commands = Commands.all(Stores::openDurable);
        Optional<Parsed> asked = Commands.isCommand(arguments)
                ? commands.parse(arguments, environment)
                : Optional.of(ConfigLoader.parse(commands.syntaxes(), arguments, environment));
        if (asked.isEmpty()) {
            err.println(commands.unknown(arguments));
            return MISCONFIGURED;
        }
        Parsed parsed = asked.get();
        if (parsed instanceof Parsed.Run run) {
            LogOutput.configure(run.config().logging().withLevel(quiet(run.config())));
            return carryOut(commands, arguments[0], run, Terminal.of(streams.in, out, err));
        }
        if (parsed instanceof Parsed.Start start) {
            LogOutput.configure(start.config().logging());
            return serve(start.config(), out, err);
        }
        if (parsed instanceof Parsed.Print print) {
            out.print(print.text());
            out.flush();
            return DONE;
        }
        ((Parsed.Refused) parsed).problems().forEach(err::println);
        return MISCONFIGURED;
    }

    /** What a server would tell of its work is not what the operator asked for. */
    private static LogLevel quiet(ServerConfig config) {
        return config.logging().level() == LogLevel.INFO
                ? LogLevel.WARN
                : config.logging().level();
    }

    private static int carryOut(Commands commands, String name, Parsed.Run run, Terminal terminal) {
        try {
            commands.run(name, run, terminal);
            return DONE;
        } catch (CommandException | IOException e) {
            terminal.complain(String.valueOf(e.getMessage()).replaceAll("\\R", " "));
            return FAILED;
        }
    }

    private int serve(ServerConfig config, PrintStream out, PrintStream err) {
        Running server;
        try {
            server = launcher.launch(config);
        } catch (BindException e) {
            return failed(err, port(config) + " (expected: a free port of this machine): " + e.getMessage());
        } catch (UnknownHostException e) {
            return failed(err, "host: " + config.listen().host() + " (expected: an address of this machine)");
        } catch (IOException e) {
            return failed(err, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            logger().error("cannot start", e);
            return FAILED;
        }
        out.println("The page is at " + page(config.listen().host(), server.address()));
        server.setupCode()
                .ifPresent(code -> out.println("There is no administrator yet; this code makes one, once: " + code));
        out.flush();
        untilToldToStop.run();
        return stop(server, Duration.ofMillis(config.listen().drainMillisMax()));
    }

    /** Where a browser on this machine finds the page. */
    static String page(String host, InetSocketAddress address) {
        String name = host;
        if (address.getAddress() != null && address.getAddress().isAnyLocalAddress()) {
            name = "localhost";
        } else if (host.contains(":")) {
            name = "[" + host + "]";
        }
        return "http://" + name + ":" + address.getPort() + "/";
    }

    /** On a thread of its own, because a stop that hangs must not keep the process. */
    private static int stop(Running server, Duration limit) {
        logger().info("told to stop, at most {} ms", limit.toMillis());
        CompletableFuture<Void> stopped =
                CompletableFuture.runAsync(() -> server.stop().accept(limit), task -> new Thread(task, "stop").start());
        try {
            stopped.get(limit.plus(STOP_OVERRUN_MAX).toMillis(), TimeUnit.MILLISECONDS);
            logger().info("stopped");
            return DONE;
        } catch (TimeoutException e) {
            logger().error("not stopped in time, ends as it is");
        } catch (ExecutionException e) {
            logger().error("stopped with an error", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            logger().error("interrupted while stopping, ends as it is");
        }
        return FAILED;
    }

    /** A server that lost a thread to an Error would only look alive. */
    private static void died(Thread thread, Throwable e) {
        try {
            logger().error("thread {} died", thread.getName(), e);
            if (e instanceof Error) {
                LogOutput.close();
            }
        } finally {
            if (e instanceof Error) {
                Runtime.getRuntime().halt(FAILED);
            }
        }
    }

    private static String port(ServerConfig config) {
        Listen listen = config.listen();
        return "port: " + listen.port() + " on " + listen.host();
    }

    private static int failed(PrintStream err, String line) {
        err.println(line.replaceAll("\\R", " "));
        return FAILED;
    }

    /** Not a constant: the first logger made reads the configuration. */
    private static Logger logger() {
        return LoggerFactory.getLogger(Main.class);
    }
}
