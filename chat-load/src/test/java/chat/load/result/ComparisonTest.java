package chat.load.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Rounds rounds(double... cpuMicros) {
        return new Rounds(
                "one",
                DoubleStream.of(cpuMicros)
                        .mapToObj(micros -> Samples.result("one", false, micros))
                        .toList());
    }

    private static double cpu(Result result) {
        return result.server().orElseThrow().cpuMicrosPerDelivery();
    }

    @Test
    void medianIsTheOneInTheMiddle() {
        assertThat(Spread.of(9, 1, 5)).isEqualTo(new Spread(1, 5, 9));
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void medianOfAnEvenNumberIsBetweenTheTwo() {
        assertThat(Spread.of(9, 1, 5, 2)).isEqualTo(new Spread(1, 3.5, 9));
    }

    @Test
    void typicalRoundIsOneOfThem() {
        assertThat(cpu(rounds(9, 1, 5).median(ComparisonTest::cpu))).isEqualTo(5);
        assertThat(cpu(rounds(9, 1, 5, 2).median(ComparisonTest::cpu))).isEqualTo(2);
    }

    @Test
    void sameLabelsAreRoundsOfOneAnother() {
        Comparison.Load load = Comparison.Load.of(
                "talk",
                List.of(
                        Samples.result("b", false, 1),
                        Samples.result("a", false, 2),
                        Samples.result("b", false, 3),
                        Samples.result("a", false, 4)));

        assertThat(load.servers()).extracting(Rounds::name).containsExactly("b", "a");
        assertThat(load.servers().get(1).spread(ComparisonTest::cpu)).isEqualTo(new Spread(2, 3, 4));
    }

    @Test
    void remarksNameTheirRounds() {
        Result well = Samples.result("one", false, 1);
        Result ill = Samples.ill(well, 7);

        assertThat(new Rounds("one", List.of(well, well)).remarks()).isEmpty();
        assertThat(new Rounds("one", List.of(well, ill, ill)).remarks())
                .containsExactly("7 deliveries were lost (round 2, 3)", "the generator was SATURATED (round 2, 3)");
        assertThat(new Rounds("one", List.of(ill, ill)).remarks())
                .first()
                .isEqualTo("7 deliveries were lost (each round)");
        assertThat(new Rounds("one", List.of(ill)).remarks()).first().isEqualTo("7 deliveries were lost");
    }

    @Test
    void tableHasARowForEachServerOfEachLoad() {
        Comparison comparison = new Comparison(List.of(
                Comparison.Load.of(
                        "talk",
                        List.of(
                                Samples.result("one|two", false, 1),
                                Samples.result("one|two", false, 3),
                                Samples.result("one|two", false, 2),
                                Samples.result("far", false, Optional.empty()))),
                Comparison.Load.of("idle", List.of(Samples.result("one|two", true, 0)))));

        assertThat(new ComparisonTable(comparison).markdown().lines())
                .containsExactly(
                        "| load | server | server CPU per delivery, µs | deliveries/s | latency p50, ms | latency p99, ms |"
                                + " generator CPU per delivery, µs | handshakes/s | server CPU per handshake, µs |"
                                + " memory per connection, B | server CPU per idle connection, µs/s | remarks |",
                        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
                        "| talk | one\\|two | 2.00 (1.00 to 3.00) | 50,000 (50,000 to 50,000) | 1.20 (1.20 to 1.20) |"
                                + " 7.25 (7.25 to 7.25) | 2.40 (2.40 to 2.40) | | | | | |",
                        "| talk | far | | 50,000 | 1.20 | 7.25 | 2.40 | | | | | |",
                        "| idle | one\\|two | | | | | | 2,000 | 100 | 20,972 | 450 | |");
    }

    @Test
    void tableSaysWhoHadSomethingElseToDo() {
        Comparison.Load load = Comparison.Load.of(
                "talk", List.of(Samples.result("one", false, 1), Samples.result("two", true, Optional.empty())));

        assertThat(new ComparisonTable(new Comparison(List.of(load))).markdown())
                .contains("| 1,000 connections, one room, idle, 10 s after 2 s |\n")
                .doesNotContain("1 sender");
    }

    @Test
    void tableHasNoColumnsThatNobodyHas() {
        Comparison idle = new Comparison(
                List.of(Comparison.Load.of("idle", List.of(Samples.result("one", true, Optional.empty())))));

        assertThat(new ComparisonTable(idle).markdown().lines().findFirst())
                .hasValue("| load | server | handshakes/s | remarks |");
    }
}
