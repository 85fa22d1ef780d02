package chat.load.page;

import chat.load.result.Result;
import chat.load.result.Result.ServerUse;
import chat.load.result.Words;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One row of the table that sets results side by side.
 *
 * @param cell empty where there is nothing to say
 */
record Row(String title, Function<Result, String> cell) {
    /** From top to bottom. */
    static final List<Row> ALL = List.of(
            new Row("connections", result -> Words.whole(result.opening().open())),
            new Row("handshakes/s", result -> Words.whole(result.opening().handshakesPerSecond())),
            new Row(
                    "all in their rooms after, s",
                    result -> Words.number(result.opening().readySeconds())),
            new Row(
                    "messages/s",
                    result -> talk(result, Words.number(result.traffic().sentPerSecond()))),
            new Row(
                    "deliveries/s",
                    result -> talk(result, Words.whole(result.traffic().deliveriesPerSecond()))),
            new Row(
                    "latency p50, ms",
                    result -> latency(result, result.latency().p50Millis())),
            new Row("p90, ms", result -> latency(result, result.latency().p90Millis())),
            new Row("p99, ms", result -> latency(result, result.latency().p99Millis())),
            new Row("p99.9, ms", result -> latency(result, result.latency().p999Millis())),
            new Row("longest, ms", result -> latency(result, result.latency().maxMillis())),
            new Row(
                    "ack p99, ms",
                    result -> result.acks().count() == 0
                            ? ""
                            : Words.millis(result.acks().p99Millis())),
            new Row("lost", result -> talk(result, Words.whole(result.faults().lost()))),
            new Row(
                    "came twice",
                    result -> talk(result, Words.whole(result.faults().twice()))),
            new Row(
                    "out of order",
                    result -> talk(result, Words.whole(result.faults().late()))),
            new Row("back after a storm, p99 ms", Row::back),
            new Row("server CPU, % of a core", result -> server(result, ServerUse::cpuPercent)),
            new Row(
                    "server CPU per delivery, µs",
                    result -> talk(result, server(result, ServerUse::cpuMicrosPerDelivery))),
            new Row("server CPU per handshake, µs", result -> server(result, ServerUse::cpuMicrosPerHandshake)),
            new Row("server memory at most, MiB", Row::memory),
            new Row("memory per connection, B", Row::memoryEach),
            new Row(
                    "generator CPU, % of a core",
                    result -> Words.number(result.own().cpuPercent())),
            new Row(
                    "generator CPU per delivery, µs",
                    result -> talk(result, Words.millis(result.own().cpuMicrosPerDelivery()))));

    String of(Result result) {
        return cell.apply(result);
    }

    private static String talk(Result result, String figure) {
        return result.setting().idle() ? "" : figure;
    }

    private static String latency(Result result, double millis) {
        return result.latency().count() == 0 ? "" : Words.millis(millis);
    }

    private static String back(Result result) {
        return result.turmoil().cut() == 0
                ? ""
                : Words.millis(result.turmoil().untilBack().p99Millis());
    }

    private static String server(Result result, ToDoubleFunction<ServerUse> figure) {
        return result.server()
                .map(server -> Words.number(figure.applyAsDouble(server)))
                .orElse("");
    }

    private static String memory(Result result) {
        return result.server()
                .map(server -> Words.mebibytes(server.residentBytesMax()))
                .orElse("");
    }

    private static String memoryEach(Result result) {
        return result.server()
                .map(server -> Words.whole(
                        server.residentBytesPerConnection(result.opening().open())))
                .orElse("");
    }
}
