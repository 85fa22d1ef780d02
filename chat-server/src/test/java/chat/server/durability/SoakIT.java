package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.server.BadNetwork;
import chat.server.BadNetwork.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People come, talk, and go in every way, for as many seconds as the system property {@code soak.seconds} says, while every
 * buffer of the server is watched: none is lost, and what the server takes of its machine does not grow.
 */
class SoakIT {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("soak.seconds", 3));

    /** By then everything has been used once, and is compiled. */
    private static final Duration WARM_AFTER = Duration.ofSeconds(90);

    private static final int FOOTPRINTS = 60;
    private static final int FOOTPRINTS_TO_COMPARE = 6;
    private static final int VISITORS = 12;
    private static final int DELAY_MILLIS_MAX = 100;
    private static final int BYTES_UNTIL_END_MAX = 4_000;
    private static final Duration UNTIL_SILENCE_IS_DEATH = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private final List<Footprint> footprints = new ArrayList<>();

    @Test
    void churnLeavesNothingBehind() {
        long seed = Seed.next();
        Random random = new Random(seed);
        List<String> jvmFlags = List.of("-Dio.netty.leakDetection.level=paranoid", "-Xmx96m", "-XX:+UseSerialGC");
        List<String> flags = List.of(
                "--data-dir=" + data,
                "--access-log=false",
                "--heartbeat-millis=2000",
                "--dead-after-millis=10000",
                "--left-grace-millis=0",
                "--retention-events=2000");
        try (ServerProcess server = ServerProcess.launch(jvmFlags, flags);
                BadNetwork network = new BadNetwork(server::port, () -> fault(random));
                Visitors visitors = new Visitors(network.port(), server.port(), VISITORS, seed)) {
            churn(server, visitors);
            await("-Dseed=" + seed).atMost(UNTIL_SILENCE_IS_DEATH).until(() -> {
                visitors.hear();
                return Footprint.level(server, "chat_websockets_open") == Visitors.STAYING
                        && Footprint.level(server, "chat_users_online") == Visitors.STAYING;
            });
            System.out.println(visitors + " " + footprints);
            assertThat(server.output())
                    .as("-Dseed=" + seed)
                    .noneMatch(line -> line.contains("LEAK") || line.contains(" ERROR "));
            requireLevel();
        }
    }

    private void churn(ServerProcess server, Visitors visitors) {
        long begunNanos = System.nanoTime();
        Duration every = LENGTH.minus(WARM_AFTER).dividedBy(FOOTPRINTS);
        Duration next = WARM_AFTER;
        Duration passed = Duration.ZERO;
        while (passed.compareTo(LENGTH) < 0) {
            visitors.comeAndGo();
            passed = Duration.ofNanos(System.nanoTime() - begunNanos);
            if (passed.compareTo(next) >= 0) {
                footprints.add(Footprint.of(server));
                next = passed.plus(every);
            }
        }
    }

    private static Fault fault(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Fault.oneByteEach();
            case 1 -> Fault.resetAfter(random.nextInt(BYTES_UNTIL_END_MAX));
            case 2 -> Fault.vanishingAfter(random.nextInt(BYTES_UNTIL_END_MAX));
            default -> Fault.delayed(DELAY_MILLIS_MAX);
        };
    }

    /** The last third against the first, each by its median: a tenth more is noise, and so is the last line's worth. */
    private void requireLevel() {
        if (footprints.size() < FOOTPRINTS_TO_COMPARE) {
            return;
        }
        requireLevel("heap", Footprint::heap, 2 << 20);
        requireLevel("resident", Footprint::resident, 8 << 20);
        requireLevel("buffers", Footprint::buffers, 4 << 20);
        // Those of silent lines, until silence is death.
        requireLevel("sockets", Footprint::sockets, 2 * VISITORS);
        requireLevel("files", Footprint::files, 2 * VISITORS);
        requireLevel("threads", Footprint::threads, 2);
    }

    private void requireLevel(String what, ToLongFunction<Footprint> of, long noise) {
        int third = footprints.size() / 3;
        long first = median(footprints.subList(0, third), of);
        long last = median(footprints.subList(footprints.size() - third, footprints.size()), of);
        assertThat(last).as(what).isLessThanOrEqualTo(first + first / 10 + noise);
    }

    private static long median(List<Footprint> footprints, ToLongFunction<Footprint> of) {
        return footprints.stream().mapToLong(of).sorted().toArray()[footprints.size() / 2];
    }
}
