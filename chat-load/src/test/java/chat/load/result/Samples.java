package chat.load.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Results to show and to compare. */
public final class Samples {
    /** What a server takes that is at work. */
    public static final Optional<Result.ServerUse> SERVER =
            Optional.of(new Result.ServerUse(45, 9, 100, 100 << 20, 120 << 20, 210 << 20, false));

    private Samples() {}

    /** One of a thousand connections, which nothing went wrong with. */
    public static Result result(String label, boolean idle, Optional<Result.ServerUse> server) {
        Result.Quantiles times =
                idle ? new Result.Quantiles(0, 0, 0, 0, 0, 0) : new Result.Quantiles(50_000, 1.2, 2.5, 7.25, 31, 180.5);
        Result.Setting setting = new Result.Setting(
                "ws://127.0.0.1:1/", "json", 1_000, 1, 1, 50, 0, 64, false, idle, false, 0, 0, 0, 10, 2, 1, 1);
        return new Result(
                Result.FORMAT,
                label,
                "2026-01-01T00:00:00Z",
                setting,
                new Result.Opening(1_000, 0, 0.5, 0.7),
                new Result.Traffic(10, 500, 50, 0, 0, idle ? 0 : 500_000, 50_000, 7e6, 500, 12),
                times,
                times,
                times,
                new Result.Faults(500_000, 0, 0, 0, 0),
                new Result.Turmoil(0, 0, 0, 0, 0, 0, 0, 0, times),
                server,
                new Result.OwnUse(12, 2.4, 11, false),
                IntStream.rangeClosed(1, 10)
                        .mapToObj(i -> new Result.Second(i, 50, 50_000 + i, 7, 1_000, 40 + i, (200L + i) << 20, 12))
                        .toList(),
                idle
                        ? List.of()
                        : List.of(
                                new Result.Point(0, 0.9),
                                new Result.Point(50, 1.2),
                                new Result.Point(99, 7.25),
                                new Result.Point(99.998, 180),
                                new Result.Point(100, 180.5)),
                Map.of("close 4201", 3L));
    }

    /** The same on a server that takes so much. */
    public static Result result(String label, boolean idle, double cpuMicrosPerDelivery) {
        Result.ServerUse use = SERVER.orElseThrow();
        return result(
                label,
                idle,
                Optional.of(new Result.ServerUse(
                        use.cpuPercent(),
                        cpuMicrosPerDelivery,
                        use.cpuMicrosPerHandshake(),
                        use.residentBytesBefore(),
                        use.residentBytesOpen(),
                        use.residentBytesMax(),
                        false)));
    }

    /** The same, of which so many deliveries were lost, by a generator that had no time left. */
    public static Result ill(Result well, long lost) {
        return new Result(
                well.format(),
                well.label(),
                well.at(),
                well.setting(),
                well.opening(),
                well.traffic(),
                well.latency(),
                well.acks(),
                well.sendLag(),
                new Result.Faults(well.faults().expected(), lost, 0, 0, 0),
                well.turmoil(),
                well.server(),
                new Result.OwnUse(99, 2.4, 98, true),
                well.series(),
                well.curve(),
                well.reasons());
    }
}
