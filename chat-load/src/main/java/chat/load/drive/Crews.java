package chat.load.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** All crews, asked and told from the thread of the run, each on its own event loop. */
final class Crews {
    /** An event loop that has not answered for so long will not. */
    private static final long ANSWER_SECONDS_MAX = 60;

    private final List<Crew> all;

    Crews(List<Crew> all) {
        this.all = List.copyOf(all);
    }

    List<Crew> all() {
        return all;
    }

    /** What each of them answers. */
    <T> List<T> ask(Function<Crew, T> question) throws FailedRunException, InterruptedException {
        List<T> answers = new ArrayList<>();
        for (Crew crew : all) {
            answers.add(ask(() -> question.apply(crew), crew));
        }
        return answers;
    }

    private static <T> T ask(Callable<T> question, Crew crew) throws FailedRunException, InterruptedException {
        try {
            return crew.lane().loop().submit(question).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException fault) {
            throw new FailedRunException("fault of chat-load: " + fault.getCause());
        } catch (TimeoutException stuck) {
            throw new FailedRunException("event loop: no answer for " + ANSWER_SECONDS_MAX
                    + " s (expected: fewer connections or more --loops)");
        }
    }

    /** Has each of them do this, and waits until it has. */
    void tell(Consumer<Crew> what) throws FailedRunException, InterruptedException {
        ask(crew -> {
            what.accept(crew);
            return true;
        });
    }

    /** The sum of what they answer. */
    long sum(Function<Crew, Long> question) throws FailedRunException, InterruptedException {
        return ask(question).stream().mapToLong(Long::longValue).sum();
    }
}
