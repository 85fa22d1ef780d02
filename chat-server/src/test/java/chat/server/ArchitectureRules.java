package chat.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import chat.server.session.Connection;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules that hold the shape of the program. {@link ArchitectureTest} holds the program against them,
 * {@link ArchitectureRulesTest} shows for each of them what it refuses.
 */
final class ArchitectureRules {
    static final String ROOT = "chat.server";
    static final String PROTOCOL = "chat.protocol";

    /** Which packages each package may see, beside itself; nobody may see {@link #ROOT}. */
    static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry(PROTOCOL, Set.of()),
            Map.entry(server("config"), Set.of(PROTOCOL)),
            Map.entry(server("metrics"), Set.of(PROTOCOL)),
            Map.entry(server("auth"), seen("config", "metrics", "store")),
            Map.entry(server("store"), seen("config", "metrics")),
            Map.entry(server("store.sql"), seen("config", "metrics", "store")),
            Map.entry(server("cluster"), seen("config", "metrics")),
            Map.entry(server("room"), seen("config", "metrics", "store", "cluster")),
            Map.entry(server("session"), seen("config", "metrics", "store", "auth", "room")),
            Map.entry(server("oidc"), seen("config", "store", "auth")),
            Map.entry(server("oversight"), seen("config", "store", "auth", "room")),
            Map.entry(server("api"), seen("config", "store", "auth", "session", "oversight")),
            Map.entry(server("transport"), seen("config", "metrics", "auth", "session", "api")),
            Map.entry(server("admin"), seen("config", "store", "store.sql", "auth", "oversight")));

    private static final Set<String> COMPOSERS = Set.of(
            ROOT + ".ChatServer",
            ROOT + ".Main",
            ROOT + ".Stores",
            ROOT + ".People",
            ROOT + ".Levels",
            ROOT + ".HeadStart");

    /** Who may start threads: event loops, whatever a process needs around them, and a store for what blocks. */
    private static final Set<String> THREAD_MAKERS = Set.of(
            ROOT + ".ChatServer",
            ROOT + ".Main",
            ROOT + ".HeadStart",
            ROOT + ".LogConfigurator",
            server("transport.EventLoops"),
            server("transport.PageFiles"),
            server("metrics.Exposition"),
            server("auth.PasswordHashing"),
            server("oidc.OidcProvider"),
            server("admin.ControlServer"),
            server("admin.Sweeper"),
            server("store.sql.SqlMessageStore"),
            server("store.sql.Readers"));

    /** Makes buffers that nobody can write to and nobody has to release. */
    private static final String LASTING_BYTES = server("transport.LastingBytes");

    private static final List<Class<?>> MUTABLE_TYPES = List.of(
            AtomicInteger.class,
            AtomicLong.class,
            LongAdder.class,
            AtomicBoolean.class,
            AtomicReference.class,
            StringBuilder.class,
            ThreadLocal.class,
            Random.class);

    private static final Set<String> JACKSON_USERS = Set.of(
            PROTOCOL + ".JsonCodec",
            PROTOCOL + ".ExportCodec",
            PROTOCOL + ".JsonFields",
            PROTOCOL + ".JsonWriter",
            server("config.TomlFile"),
            server("admin.ControlCodec"),
            server("api.ApiCodec"));

    private ArchitectureRules() {}

    private static String server(String name) {
        return ROOT + "." + name;
    }

    private static Set<String> seen(String... names) {
        return Stream.concat(Stream.of(PROTOCOL), Stream.of(names).map(ArchitectureRules::server))
                .collect(Collectors.toSet());
    }

    private static DescribedPredicate<JavaClass> named(Set<String> names) {
        return describe(
                "one of " + names,
                type -> names.stream()
                        .anyMatch(name ->
                                type.getName().equals(name) || type.getName().startsWith(name + "$")));
    }

    static ArchRule noPackageCycles() {
        return slices().matching("chat.(**)").should().beFreeOfCycles();
    }

    /** A package sees what {@link #ARROWS} says. */
    static ArchRule arrowsFrom(String name) {
        String[] allowed = Stream.concat(Stream.of(name), ARROWS.getOrDefault(name, Set.of()).stream())
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("chat..").or(resideInAnyPackage(allowed)));
    }

    /** Beside the two that put everything together, the root package sees no more than configuration. */
    static ArchRule onlyComposersSeeEverything() {
        return noClasses()
                .that()
                .resideInAPackage(ROOT)
                .and(not(named(COMPOSERS)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("chat.server.*")
                        .and(not(resideInAnyPackage(server("config"), server("metrics")))));
    }

    static ArchRule everyPackageHasItsPlace() {
        return classes().should(new ArchCondition<>("reside in a package that has its place in the picture") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String name = type.getPackageName();
                if (!name.equals(ROOT) && !ARROWS.containsKey(name)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " (expected: in one of " + ARROWS.keySet() + ")"));
                }
            }
        });
    }

    static ArchRule onlyTransportHandlesChannels() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(server("transport"))
                .should()
                .beAssignableTo(ChannelHandler.class);
    }

    static ArchRule onlyCodecsUseJackson() {
        return noClasses()
                .that(not(named(JACKSON_USERS)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("tools.jackson..", "com.fasterxml.."));
    }

    /** The group that passes on what a {@link ChannelGroup} is asked is apart: nobody asks it. */
    static ArchRule onlyTransportClosesChannels() {
        Set<String> endings = Set.of("close", "disconnect", "deregister", "closeForcibly", "shutdown");
        DescribedPredicate<JavaClass> closable = assignableTo(ChannelOutboundInvoker.class)
                .or(assignableTo(Channel.Unsafe.class))
                .or(assignableTo(ChannelGroup.class));
        return noClasses()
                .that(resideOutsideOfPackage(server("transport"))
                        .and(not(named(Set.of(server("room.SnapshotChannelGroup"))))))
                .should()
                .callMethodWhere(describe(
                        "a channel is closed",
                        call -> endings.contains(call.getName())
                                && closable.test(call.getTarget().getOwner())));
    }

    /** Every close goes through {@code Session.close}: whoever ends a connection there has forgotten its rooms before. */
    static ArchRule onlyCloseCloses() {
        return noClasses()
                .that()
                .resideInAPackage(server("session"))
                .should()
                .callMethodWhere(describe(
                        "a connection is closed outside of close(CloseCode)",
                        call -> call.getName().equals("close")
                                && call.getTarget().getOwner().isAssignableTo(Connection.class)
                                && !call.getOrigin().getName().equals("close")));
    }

    static ArchRule onlyMainPrints() {
        return noClasses()
                .that(not(named(Set.of(ROOT + ".Main"))))
                .should()
                .accessFieldWhere(describe(
                        "System.out or System.err",
                        access -> access.getTarget().getOwner().isEquivalentTo(System.class)))
                .orShould()
                .callMethodWhere(describe(
                        "a stack trace is printed", call -> call.getName().equals("printStackTrace")));
    }

    static ArchRule noMutableStatics() {
        return fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should(new ArchCondition<>("be final and of a type that cannot change") {
                    @Override
                    public void check(JavaField field, ConditionEvents events) {
                        if (!field.getModifiers().contains(JavaModifier.FINAL) || isMutable(field)) {
                            events.add(SimpleConditionEvent.violated(field, "mutable: " + field.getFullName()));
                        }
                    }
                });
    }

    /** An array that never leaves its class is a table; what a collection holds shows in the way the class is initialised. */
    private static boolean isMutable(JavaField field) {
        JavaClass type = field.getRawType();
        boolean collection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
        if (collection) {
            return !type.isInterface() || initializerCalls(field, ArchitectureRules::makesCollection);
        }
        if (type.isAssignableTo(ByteBuf.class)) {
            return !initializerCalls(
                    field, call -> call.getTarget().getOwner().getName().equals(LASTING_BYTES));
        }
        boolean exposedArray = type.isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE);
        return exposedArray || MUTABLE_TYPES.stream().anyMatch(type::isAssignableTo);
    }

    private static boolean makesCollection(JavaAccess<?> call) {
        JavaClass made = call.getTarget().getOwner();
        return call instanceof JavaConstructorCall
                && (made.isAssignableTo(Collection.class) || made.isAssignableTo(Map.class));
    }

    private static boolean initializerCalls(JavaField field, Predicate<JavaAccess<?>> what) {
        return field.getOwner().getStaticInitializer().stream()
                .flatMap(initializer -> initializer.getAccessesFromSelf().stream())
                .anyMatch(what);
    }

    static ArchRule namesSayWhatThingsAre() {
        return classes().should().haveNameNotMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?");
    }

    static ArchRule everyPackageIsNullMarked() {
        return classes().should(new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " (expected: beside a package-info with @NullMarked)"));
                }
            }
        });
    }

    static ArchRule onlyNamedClassesMakeThreads() {
        List<Class<?>> made = List.of(Thread.class, Timer.class, Executor.class, EventExecutorGroup.class);
        return noClasses()
                .that(not(named(THREAD_MAKERS)))
                .should()
                .callConstructorWhere(describe(
                        "a thread, timer, executor or event loop is made",
                        call -> made.stream()
                                .anyMatch(type -> call.getTarget().getOwner().isAssignableTo(type))))
                .orShould()
                .callMethodWhere(describe("an executor is made or borrowed", ArchitectureRules::borrowsThreads));
    }

    private static boolean borrowsThreads(JavaAccess<?> call) {
        JavaClass owner = call.getTarget().getOwner();
        boolean async =
                owner.isAssignableTo(CompletableFuture.class) && call.getName().endsWith("Async");
        return async || owner.isEquivalentTo(Executors.class) || call.getName().equals("commonPool");
    }

    /** Of the types that other packages could see, those that they cannot. */
    static double hiddenShare(Collection<JavaClass> program) {
        List<JavaClass> topLevel = program.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .filter(not(resideInAnyPackage(PROTOCOL, server("config"))))
                .toList();
        long open = topLevel.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();
        return 1 - (double) open / topLevel.size();
    }
}
