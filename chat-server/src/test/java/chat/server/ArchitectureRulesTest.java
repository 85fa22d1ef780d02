package chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every rule of the architecture can fail: each is shown a class, made for the occasion, that it has to refuse. */
class ArchitectureRulesTest {
    @TempDir
    private Path dir;

    private int compilations;

    /** Compiles classes, given as source, and looks at them alone. */
    private JavaClasses compiled(List<String> sources) throws IOException {
        Path here = dir.resolve("compilation" + compilations++);
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            String name = source.replaceAll("(?s).*class (Offender\\w*).*", "$1");
            Path file = Files.createDirectories(here.resolve("source" + files.size()))
                    .resolve(name + ".java");
            files.add(Files.writeString(file, source));
        }
        Path classes = Files.createDirectories(here.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString());
            assertThat(compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                            .call())
                    .as("compiles")
                    .isTrue();
        }
        return new ClassFileImporter().importPath(classes);
    }

    private static String report(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails().toString();
    }

    /** Classes with these bodies, one each, all in one package, are all refused. */
    private void assertRefused(ArchRule rule, String in, String... bodies) throws IOException {
        List<String> sources = new ArrayList<>();
        for (String body : bodies) {
            sources.add("package " + in + "; public class " + name(sources.size()) + " { " + body + " }");
        }
        String report = report(rule, compiled(sources));
        for (int i = 0; i < bodies.length; i++) {
            assertThat(report).as(bodies[i]).contains(in + "." + name(i));
        }
    }

    private static String name(int number) {
        return "Offender" + (char) ('A' + number);
    }

    private void assertAccepted(ArchRule rule, String source) throws IOException {
        assertThat(report(rule, compiled(List.of(source)))).isEqualTo("[]");
    }

    private static String offender(String in, String body) {
        return "package " + in + "; public class Offender { " + body + " }";
    }

    @Test
    void cyclesAreRefused() throws IOException {
        JavaClasses cycle = compiled(List.of(
                offender("chat.server.store", "chat.server.room.Offender upstream;"),
                offender("chat.server.room", "chat.server.store.Offender downstream;")));

        assertThat(report(ArchitectureRules.noPackageCycles(), cycle)).contains("Cycle detected");
    }

    @Test
    void arrowsAgainstTheStreamAreRefused() throws IOException {
        Map<String, List<String>> wrong = Map.ofEntries(
                Map.entry(
                        "chat.protocol",
                        List.of("chat.server.config.ServerConfig", "chat.server.metrics.ServerMetrics")),
                Map.entry("chat.server.config", List.of("chat.server.metrics.ServerMetrics", "chat.server.store.Page")),
                Map.entry("chat.server.metrics", List.of("chat.server.store.Page", "chat.server.room.Room")),
                Map.entry("chat.server.auth", List.of("chat.server.room.Room", "chat.server.session.Session")),
                Map.entry("chat.server.store", List.of("chat.server.room.Room", "chat.server.cluster.Backplane")),
                Map.entry("chat.server.store.sql", List.of("chat.server.room.Room", "chat.server.cluster.Backplane")),
                Map.entry("chat.server.cluster", List.of("chat.server.store.Page", "chat.server.room.Room")),
                Map.entry("chat.server.room", List.of("chat.server.session.Session", "chat.server.auth.Guest")),
                Map.entry("chat.server.session", List.of("chat.server.cluster.Backplane", "chat.server.ChatServer")),
                Map.entry("chat.server.transport", List.of("chat.server.room.Room", "chat.server.store.Page")),
                Map.entry("chat.server.oidc", List.of("chat.server.api.Api", "chat.server.session.Session")),
                Map.entry("chat.server.oversight", List.of("chat.server.api.Api", "chat.server.session.Session")),
                Map.entry("chat.server.api", List.of("chat.server.room.Room", "chat.server.transport.NettyServer")),
                Map.entry("chat.server.admin", List.of("chat.server.room.Room", "chat.server.session.Session")));
        assertThat(wrong).containsOnlyKeys(ArchitectureRules.ARROWS.keySet());
        for (Map.Entry<String, List<String>> arrow : wrong.entrySet()) {
            assertRefused(
                    ArchitectureRules.arrowsFrom(arrow.getKey()),
                    arrow.getKey(),
                    arrow.getValue().stream().map(seen -> seen + " seen;").toArray(String[]::new));
        }
    }

    @Test
    void arrowsDownstreamAreAccepted() throws IOException {
        assertAccepted(
                ArchitectureRules.arrowsFrom("chat.server.room"),
                offender("chat.server.room", "chat.server.store.Page page; chat.protocol.RoomName name; String text;"));
    }

    @Test
    void ruleAboutNothingFails() throws IOException {
        JavaClasses elsewhere = compiled(List.of(offender("chat.server.store", "")));

        assertThatThrownBy(
                        () -> ArchitectureRules.arrowsFrom("chat.server.room").check(elsewhere))
                .hasMessageContaining("failed to check any classes");
    }

    @Test
    void anotherComposerIsRefused() throws IOException {
        assertRefused(ArchitectureRules.onlyComposersSeeEverything(), "chat.server", "chat.server.room.Room room;");
    }

    @Test
    void packageOutsideThePictureIsRefused() throws IOException {
        assertRefused(ArchitectureRules.everyPackageHasItsPlace(), "chat.server.room.misc", "");
    }

    @Test
    void handlerOutsideOfTransportIsRefused() throws IOException {
        assertRefused(
                ArchitectureRules.onlyTransportHandlesChannels(),
                "chat.server.session",
                "class Handler extends io.netty.channel.ChannelInboundHandlerAdapter {}");
    }

    @Test
    void jacksonOutsideOfTheCodecsIsRefused() throws IOException {
        for (String in : List.of("chat.server.session", "chat.protocol", "chat.server.config")) {
            assertRefused(
                    ArchitectureRules.onlyCodecsUseJackson(),
                    in,
                    "Object mapper = tools.jackson.databind.json.JsonMapper.builder();",
                    "com.fasterxml.jackson.annotation.JsonInclude.Include include;");
        }
    }

    @Test
    void closingAChannelOutsideOfTransportIsRefused() throws IOException {
        for (String in : List.of("chat.server.room", "chat.server.session")) {
            assertRefused(
                    ArchitectureRules.onlyTransportClosesChannels(),
                    in,
                    "void end(io.netty.channel.Channel it) { it.close(); }",
                    "void end(io.netty.channel.Channel it) { it.unsafe().closeForcibly(); }",
                    "void end(io.netty.channel.ChannelHandlerContext it) { it.close(it.voidPromise()); }",
                    "void end(io.netty.channel.ChannelOutboundInvoker it) { it.disconnect(); }",
                    "void end(io.netty.channel.group.ChannelGroup it) { it.close(); }");
        }
    }

    @Test
    void closingAConnectionPastTheOneWayOutIsRefused() throws IOException {
        String call = "(chat.server.session.Connection it) { it.close(chat.protocol.CloseCode.NORMAL); }";
        assertRefused(ArchitectureRules.onlyCloseCloses(), "chat.server.session", "void end" + call);
        assertAccepted(ArchitectureRules.onlyCloseCloses(), offender("chat.server.session", "void close" + call));
    }

    @Test
    void printingIsRefused() throws IOException {
        assertRefused(
                ArchitectureRules.onlyMainPrints(),
                "chat.server.room",
                "void print() { System.out.println(); }",
                "void print() { System.err.println(); }",
                "void print() { new Exception().printStackTrace(); }");
    }

    @Test
    void mutableStaticsAreRefused() throws IOException {
        assertRefused(
                ArchitectureRules.noMutableStatics(),
                "chat.server.room",
                "static int count;",
                "private static String last;",
                "static final int[] TABLE = {1};",
                "static final StringBuilder TEXT = new StringBuilder();",
                "static final java.util.concurrent.atomic.AtomicLong N = new java.util.concurrent.atomic.AtomicLong();",
                "static final java.util.concurrent.atomic.LongAdder SUM = new java.util.concurrent.atomic.LongAdder();",
                "static final java.util.Map<String, String> CACHE = new java.util.HashMap<>();",
                "static final java.util.ArrayList<String> LIST = null;",
                "static final io.netty.buffer.ByteBuf BYTES = io.netty.buffer.Unpooled.buffer();",
                "static final ThreadLocal<String> LOCAL = new ThreadLocal<>();");
    }

    @Test
    void constantsAreAccepted() throws IOException {
        assertAccepted(
                ArchitectureRules.noMutableStatics(),
                offender(
                        "chat.server.room",
                        "static final int MAX = 1; private static final String[] NAMES = {}; enum Kind { ONE } "
                                + "static final java.util.List<String> LIST = java.util.List.of(); "
                                + "void run() { assert MAX > 0; }"));
    }

    @Test
    void namesThatSayNothingAreRefused() throws IOException {
        assertRefused(
                ArchitectureRules.namesSayWhatThingsAre(),
                "chat.server.room",
                "class Impl {}",
                "class ThingManager {}",
                "class ThingHelper {}",
                "class ThingUtil {}",
                "class ThingUtils {}");
        assertAccepted(ArchitectureRules.namesSayWhatThingsAre(), offender("chat.server.room", "class Utility {}"));
    }

    @Test
    void packageThatIsNotNullMarkedIsRefused() throws IOException {
        assertRefused(ArchitectureRules.everyPackageIsNullMarked(), "chat.server.room", "");
    }

    @Test
    void threadsOfOthersAreRefused() throws IOException {
        assertRefused(
                ArchitectureRules.onlyNamedClassesMakeThreads(),
                "chat.server.room",
                "Thread thread = new Thread();",
                "Object timer = new java.util.Timer();",
                "Object pool = java.util.concurrent.Executors.newCachedThreadPool();",
                "Object pool = new java.util.concurrent.ForkJoinPool();",
                "Object pool = java.util.concurrent.ForkJoinPool.commonPool();",
                "Object later = java.util.concurrent.CompletableFuture.runAsync(() -> {});",
                "Object group = new io.netty.channel.MultiThreadIoEventLoopGroup(null);");
    }

    @Test
    void hiddenShareCountsTopLevelTypesOutsideOfProtocolAndConfig() throws IOException {
        JavaClasses program = compiled(List.of(
                offender("chat.server.room", "public class Inner {}"),
                offender("chat.protocol", ""),
                "package chat.server.store; class Offender {}",
                "package chat.server.auth; class Offender {}",
                "package chat.server.config; class Offender {}"));

        assertThat(ArchitectureRules.hiddenShare(program)).isBetween(0.66, 0.67);
    }
}
