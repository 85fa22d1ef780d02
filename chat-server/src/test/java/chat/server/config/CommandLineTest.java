package chat.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.config.CommandSyntax.Parameter;
import chat.server.config.CommandSyntax.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static final CommandSyntax COMMAND = new CommandSyntax(
            "carry",
            List.of("Carries."),
            List.of(new Parameter("FILE", new Value("FILE", "a file", text -> true), true, "What.")),
            List.of(
                    new Parameter("room", new Value("R", "a room", text -> true), true, "Where."),
                    Parameter.onOrOff("off", "Not.")));

    private static CommandLine command(String... arguments) {
        return CommandLine.of(COMMAND, arguments);
    }

    private static List<String> refused(String... arguments) {
        Parsed parsed = ConfigLoader.parse(COMMAND, arguments, Map.of());
        return ((Parsed.Refused) parsed)
                .problems().stream().map(Problem::toString).toList();
    }

    @Test
    void textFollowsItsFlagOrAnEqualsSign() {
        CommandLine line = command("--room", "a", "--room=b=c", "--room=", "file");

        assertThat(line.texts("--room")).contains(List.of("a", "b=c", ""));
        assertThat(line.operands()).containsExactly("file");
        assertThat(line.unknown()).isEmpty();
    }

    @Test
    void textMayLookLikeAFlagThatIsNone() {
        CommandLine line = command("--room", "-x", "--data-dir", "--", "--port", "--room");

        assertThat(line.texts("--room")).contains(List.of("-x"));
        assertThat(line.texts("--data-dir")).contains(List.of("--"));
        assertThat(line.withoutValue()).containsExactly("--port", "--room");
    }

    @Test
    void switchTakesNoText() {
        CommandLine line = command("--off", "file", "--off=yes");

        assertThat(line.texts("--off")).contains(List.of(""));
        assertThat(line.operands()).containsExactly("file");
        assertThat(line.unknown()).containsExactly("--off=yes");
    }

    @Test
    void truthTakesATextWhenThereIsOne() {
        CommandLine line = command("--compression", "--access-log", "false", "--no-rate-limit", "-x", "--metrics");

        assertThat(line.texts("--compression")).contains(List.of("true"));
        assertThat(line.texts("--access-log")).contains(List.of("false"));
        assertThat(line.texts("--no-rate-limit")).contains(List.of("true"));
        assertThat(line.unknown()).containsExactly("-x");
        assertThat(line.withoutValue()).containsExactly("--metrics");
    }

    @Test
    void shortFlagsAreTheLongOnes() {
        assertThat(command("-h").texts(CommandLine.HELP)).isPresent();
        assertThat(command("-V").texts(CommandLine.VERSION)).isPresent();
        assertThat(command("-hV", "-h=x").unknown()).containsExactly("-hV", "-h=x");
    }

    @Test
    void problemsOfACommandSayWhatIsExpectedOnce() {
        assertThat(refused("--room"))
                .containsExactly("--room: no value (expected: a room)", "FILE: missing (expected: a file)");
        assertThat(refused("f")).containsExactly("--room: missing (expected: a room)");
        assertThat(refused("f", "--room=a", "--room=b")).containsExactly("--room: a, b (expected: given once)");
        assertThat(refused("f", "g", "--room=a")).containsExactly("g: unknown (expected: no more than --help shows)");
        assertThat(refused("f", "--room=a", "--of", "g"))
                .containsExactly("--of: unknown (expected: a known setting; did you mean --off?)");
    }
}
