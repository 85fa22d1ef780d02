package chat.load.drive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Each sender has so many messages under way and sends the next when one of them came back to it. */
final class ClosedLoop implements Pace {
    /** A message that was lost must not stop its sender for good. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ScheduledExecutorService loop;
    private final Plan plan;
    private final Mouth mouth;
    private final Tally tally;
    private final Map<Integer, Progress> senders = new HashMap<>();
    private Span span = new Span(0, 0);

    ClosedLoop(ScheduledExecutorService loop, Plan plan, Mouth mouth, Tally tally) {
        this.loop = loop;
        this.plan = plan;
        this.mouth = mouth;
        this.tally = tally;
    }

    /** How far one sender is. */
    private static final class Progress {
        private final Client client;
        private int underWay;
        private long lastNanos;

        private Progress(Client client) {
            this.client = client;
        }
    }

    @Override
    public void begin(List<Client> all, Span when) {
        span = when;
        all.forEach(client -> senders.put(client.id(), new Progress(client)));
        senders.values().forEach(this::fill);
        loop.scheduleAtFixedRate(() -> wakeStalled(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
    }

    private void fill(Progress progress) {
        long now = System.nanoTime();
        progress.lastNanos = now;
        while (progress.underWay < plan.inFlight() && now < span.untilNanos()) {
            if (!mouth.say(progress.client, now)) {
                return;
            }
            progress.underWay++;
            now = System.nanoTime();
        }
    }

    /** Has those go on whose messages did not come back, and those who could not send any. */
    void wakeStalled(long nowNanos) {
        for (Progress progress : senders.values()) {
            if (nowNanos - progress.lastNanos > STALL_NANOS && nowNanos < span.untilNanos()) {
                tally.stalls += progress.underWay > 0 ? 1 : 0;
                progress.underWay = 0;
                fill(progress);
            }
        }
    }

    @Override
    public void poll(long nowNanos) {
        // Nothing is due by the clock.
    }

    @Override
    public void answered(Client sender, long nowNanos) {
        Progress progress = senders.get(sender.id());
        if (progress != null) {
            progress.underWay = Math.max(0, progress.underWay - 1);
            fill(progress);
        }
    }
}
