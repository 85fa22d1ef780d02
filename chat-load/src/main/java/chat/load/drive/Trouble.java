package chat.load.drive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What goes wrong on purpose among the clients of one event loop. On that loop only. */
final class Trouble {
    private static final int CUT_AT_A_TIME = 50;

    private final Crew crew;
    private final Plan plan;
    private int turn;

    Trouble(Crew crew, Plan plan) {
        this.crew = crew;
        this.plan = plan;
    }

    /** From now on the slow ones read slowly. */
    void slowDown() {
        List<Client> slow = crew.clients().stream().filter(Client::isSlow).toList();
        slow.forEach(Client::stopReading);
        if (plan.slowBytesPerSecond() > 0 && !slow.isEmpty()) {
            crew.lane().loop().scheduleAtFixedRate(() -> slow.forEach(Client::readOnce), 1, 1, TimeUnit.SECONDS);
        }
    }

    /** Cuts everybody off who does not send; they come back at once. */
    void storm() {
        cut(new ArrayDeque<>(listeners()));
    }

    /** Some after the other: thousands of system calls at a time would keep those who send from it. */
    private void cut(Deque<Client> left) {
        long now = System.nanoTime();
        List<Client> cut = new ArrayList<>();
        while (!left.isEmpty() && cut.size() < CUT_AT_A_TIME) {
            Client client = left.remove();
            if (client.isReady()) {
                crew.cut(client, now);
                cut.add(client);
            }
        }
        crew.dial(cut);
        if (!left.isEmpty()) {
            crew.lane().loop().execute(() -> cut(left));
        }
    }

    /** Until then one after the other leaves, and somebody else comes instead. */
    void churn(long untilNanos) {
        List<Client> listeners = listeners();
        double share = plan.churnPerSecond() / plan.loops();
        if (!listeners.isEmpty()) {
            long nanos = Math.max(1, (long) (TimeUnit.SECONDS.toNanos(1) / share));
            crew.lane()
                    .loop()
                    .scheduleAtFixedRate(
                            () -> {
                                if (System.nanoTime() < untilNanos) {
                                    replaceNext(listeners);
                                }
                            },
                            nanos,
                            nanos,
                            TimeUnit.NANOSECONDS);
        }
    }

    /** The next who is there; nobody when all are on their way. */
    private void replaceNext(List<Client> listeners) {
        for (int i = 0; i < listeners.size(); i++) {
            Client client = listeners.get(turn++ % listeners.size());
            if (client.isReady()) {
                crew.replace(client);
                return;
            }
        }
    }

    private List<Client> listeners() {
        return crew.clients().stream()
                .filter(client -> !plan.isSender(client.id()) && !client.isSlow())
                .toList();
    }
}
