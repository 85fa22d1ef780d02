package chat.load.drive;

import chat.load.socket.Lane;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * So many messages a second, whatever becomes of them. Message {@code i} of all is due {@code i / rate} seconds after the
 * start and is said by sender {@code i} modulo their number; each event loop sends those of its own senders.
 */
final class FixedRate implements Pace {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Lane lane;
    private final Plan plan;
    private final Mouth mouth;
    private List<Client> senders = List.of();
    private Span span = new Span(0, 0);
    private long sent;
    private long dueNanos = Long.MAX_VALUE;

    FixedRate(Lane lane, Plan plan, Mouth mouth) {
        this.lane = lane;
        this.plan = plan;
        this.mouth = mouth;
    }

    @Override
    public void begin(List<Client> all, Span when) {
        senders = all;
        span = when;
        if (!senders.isEmpty()) {
            dueNanos = due();
            tick();
        }
    }

    private long due() {
        int turn = (int) (sent % senders.size());
        long index = sent / senders.size() * plan.senders() + senders.get(turn).id();
        return span.fromNanos() + (long) (index * NANOS_PER_SECOND / plan.rate());
    }

    private void tick() {
        long now = System.nanoTime();
        poll(now);
        if (dueNanos < span.untilNanos()) {
            lane.loop().schedule(this::tick, Math.max(0, dueNanos - now), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void poll(long nowNanos) {
        while (dueNanos <= nowNanos && dueNanos < span.untilNanos()) {
            mouth.say(senders.get((int) (sent % senders.size())), dueNanos);
            sent++;
            dueNanos = due();
        }
    }

    @Override
    public void answered(Client sender, long nowNanos) {
        // Nobody waits.
    }
}
