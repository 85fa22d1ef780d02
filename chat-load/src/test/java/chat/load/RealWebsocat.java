package chat.load;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets a test class run where websocat is; elsewhere it is skipped, but where {@code CI} is set that is an error. */
final class RealWebsocat implements ExecutionCondition {
    private static final String MISSING = "websocat: missing (expected: on the PATH; bin/test puts it there)";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (isThere()) {
            return ConditionEvaluationResult.enabled("websocat is there");
        }
        if (System.getenv().getOrDefault("CI", "").isEmpty()) {
            return ConditionEvaluationResult.disabled(MISSING);
        }
        throw new IllegalStateException(MISSING);
    }

    private static boolean isThere() {
        Stream<Path> onPath = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "websocat"));
        Stream<Path> ours = Stream.of(Path.of("..", ".tools", "bin", "websocat"));
        return System.getenv().containsKey("WEBSOCAT")
                || Stream.concat(onPath, ours).anyMatch(Files::isExecutable);
    }
}
