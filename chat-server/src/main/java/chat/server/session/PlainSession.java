package chat.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.protocol.Cid;
import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.MessageText;
import chat.protocol.ProtocolException;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.SeenMark;
import chat.protocol.ServerMessage;
import chat.server.auth.Identity;
import chat.server.room.Admission;
import chat.server.room.Arrival;
import chat.server.room.Leaving;
import chat.server.room.Member;
import chat.server.room.MemberListener;
import chat.server.room.Outcome;
import chat.server.room.PlainLines;
import chat.server.room.Refusal;
import chat.server.room.Room;
import chat.server.room.RoomRegistry;
import chat.server.room.RosterPage;
import chat.server.room.Visitor;
import chat.server.room.WireFormat;
import chat.server.store.Draft;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A client that speaks plain text: every message it sends is posted to the one room it named. It cannot be told about
 * rates, so its reads wait instead; it leaves without a grace period. On the channel's event loop.
 */
final class PlainSession implements Session, MemberListener {
    /** What is over by waiting: then its reads wait. */
    private static final Set<ErrorCode> SLOWED = Set.of(ErrorCode.SLOW_MODE, ErrorCode.RATE_LIMITED);

    private final Connection connection;
    private final Client.Plain client;
    private final LiveSession live;
    private final Speaker speaker;
    private final OnlineUsers users;
    private final SessionServices services;
    private final ReadGate reads;

    /** What the names of this connection's drafts begin with: those of the same user's other ones are others. */
    private final String cids;

    /** What is too fast, in the order it was said: at most what was in work before, as reads are held meanwhile. */
    private final PriorityQueue<Line> waiting = new PriorityQueue<>(1);

    private Place place = Outside.BEFORE;
    private Optional<Future<?>> nextTry = Optional.empty();
    private boolean held;
    private long said;

    /** Where the client is. */
    private sealed interface Place {}

    private enum Outside implements Place {
        BEFORE,
        AFTER
    }

    private record Inside(Member member) implements Place {}

    /** What the client said; it counts as in work until it is stored. */
    private record Line(long number, MessageText text) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            return Long.compare(number, other.number);
        }
    }

    /** Who the client is, and is here as. */
    record Entered(Identity identity, OnlineUser user) {}

    PlainSession(
            Connection connection, Client.Plain client, Entered entered, OnlineUsers users, SessionServices services) {
        this.connection = connection;
        this.client = client;
        this.live = LiveSession.of(this, connection, entered.identity, services);
        this.speaker = users.speaker(entered.user, entered.identity, connection);
        this.users = users;
        this.services = services;
        this.cids = client.identity().isEmpty()
                ? "plain:"
                : "plain:" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX)
                        + ":";
        this.reads = new ReadGate(connection, services.config().sessions().commandsUnansweredMax());
    }

    /** Joins the room that the address names; closes when that cannot be. */
    void enterRoom() {
        speaker.user().add(live);
        Optional<Unwelcome> unwelcome =
                Unwelcome.of(live.identity(), speaker.user().user().name(), live.address(), services);
        if (unwelcome.isPresent()) {
            close(unwelcome.get().code());
            return;
        }
        boolean open = client.room().isPublic();
        Optional<Room> room = reserve();
        if (room.isEmpty()) {
            close(open ? CloseCode.OVERLOAD : CloseCode.POLICY_VIOLATION);
            return;
        }
        Visitor visitor = new Visitor(speaker.user().user(), speaker.person(), isNamed());
        Member member = new Member(room.get(), connection, form(client.style()), visitor, this);
        place = new Inside(member);
        room.get().join(member, new Arrival(visitor, client.after(), Optional.empty()));
    }

    /** Whoever came without a name is not announced. */
    private boolean isNamed() {
        return client.name().isPresent() || client.identity().isPresent();
    }

    /** A public room is made if need be; any other is there for its members only. */
    private Optional<Room> reserve() {
        Optional<Room> existing = services.rooms().reserve(client.room(), speaker.person());
        boolean makes = existing.isEmpty() && client.room().isPublic();
        return makes
                        && speaker.take(
                                        Rates.Kind.ROOM_CREATION,
                                        services.nanoTime().getAsLong())
                                == 0
                ? services.rooms()
                        .reserveOrCreate(client.room(), RoomSettings.of(RoomTitle.of(client.room())))
                        .map(RoomRegistry.Reserved::room)
                : existing;
    }

    private static Member.Form form(Client.PlainStyle style) {
        return switch (style) {
            case RELAY -> new Member.Form(WireFormat.RELAY, false);
            case ANNOUNCE -> new Member.Form(WireFormat.ANNOUNCE, true);
            case NAMED -> new Member.Form(WireFormat.NAMED, false);
            case NAMED_ECHO -> new Member.Form(WireFormat.NAMED, true);
        };
    }

    @Override
    public void onText(byte[] utf8) {
        String typed = MessageText.stripped(new String(utf8, UTF_8));
        if (place instanceof Inside inside && !typed.isEmpty()) {
            try {
                send(inside.member, MessageText.parse(typed));
            } catch (ProtocolException tooLong) {
                close(CloseCode.TOO_BIG);
            }
        }
    }

    private void send(Member member, MessageText text) {
        reads.began();
        Line line = new Line(said++, text);
        if (held) {
            waiting.add(line);
            return;
        }
        long waitNanos = takeSend();
        if (waitNanos == 0) {
            post(member, line, false);
        } else {
            hold(line, waitNanos);
        }
    }

    /** Returns 0 when one more may be sent, else after how many nanoseconds. */
    private long takeSend() {
        long waitNanos = speaker.take(Rates.Kind.SEND, services.nanoTime().getAsLong());
        if (waitNanos > 0) {
            services.metrics().rateLimited.increment();
        }
        return waitNanos;
    }

    private void hold(Line line, long nanos) {
        waiting.add(line);
        if (!held) {
            held = true;
            reads.hold(true);
            tryNextAfter(nanos);
        }
    }

    private void tryNextAfter(long nanos) {
        nextTry = Optional.of(connection.channel().eventLoop().schedule(this::tryNext, nanos, TimeUnit.NANOSECONDS));
    }

    /** What waits is tried one by one, so that it stays in order. */
    private void tryNext() {
        if (place instanceof Inside inside) {
            long waitNanos = takeSend();
            if (waitNanos == 0) {
                post(inside.member, waiting.remove(), true);
            } else {
                tryNextAfter(waitNanos);
            }
        }
    }

    private void post(Member member, Line line, boolean waited) {
        Draft draft = new Draft.Post(speaker.author(), new Cid(cids + line.number), line.text, null);
        member.room()
                .post(
                        member,
                        speaker.person(),
                        draft,
                        outcome -> Loops.run(connection, () -> {
                            if (place instanceof Inside) {
                                posted(line, outcome, waited);
                            }
                        }));
    }

    /** It cannot be told that its words were not stored, other than by the end of its connection. */
    private void posted(Line line, Outcome outcome, boolean waited) {
        Optional<Refusal> refusal = outcome.refusal();
        if (refusal.isEmpty()) {
            reads.answered();
            if (waited) {
                waitedLongEnough();
            }
        } else if (outcome instanceof Outcome.Denied denied
                && denied.isOverInTime()
                && SLOWED.contains(denied.why().code())) {
            speaker.giveBack(Rates.Kind.SEND);
            long nanos = TimeUnit.MILLISECONDS.toNanos(
                    denied.why().retryAfterMillis().getAsLong());
            hold(line, nanos);
            if (waited) {
                tryNextAfter(nanos);
            }
        } else {
            close(outcome instanceof Outcome.Denied ? CloseCode.POLICY_VIOLATION : CloseCode.OVERLOAD);
        }
    }

    private void waitedLongEnough() {
        if (waiting.isEmpty()) {
            held = false;
            reads.hold(false);
        } else {
            tryNext();
        }
    }

    @Override
    public void onBinary() {
        close(CloseCode.UNSUPPORTED_DATA);
    }

    @Override
    public void onHeartbeat() {
        // The WebSocket ping is all a plain client gets.
    }

    @Override
    public void onTick(long nowNanos) {
        if (live.isOver(nowNanos)) {
            close(CloseCode.LOGGED_OUT);
            return;
        }
        long limitNanos =
                TimeUnit.MILLISECONDS.toNanos(services.config().rooms().catchUpMillisMax());
        if (place instanceof Inside inside && inside.member.behindNanos(nowNanos) > limitNanos) {
            close(inside.member.isJoining() ? CloseCode.OVERLOAD : CloseCode.SLOW_READER);
        }
    }

    @Override
    public void onWritable() {
        if (place instanceof Inside inside) {
            inside.member.pump();
        }
    }

    @Override
    public void onClosed() {
        end();
    }

    @Override
    public void close(CloseCode code) {
        if (place == Outside.AFTER) {
            return;
        }
        end();
        services.metrics().closes.increment(code);
        connection.close(code);
    }

    private void end() {
        if (place == Outside.AFTER) {
            return;
        }
        if (place instanceof Inside inside) {
            inside.member.room().leave(inside.member, Leaving.AT_ONCE);
        }
        place = Outside.AFTER;
        // Where a room makes people wait for an hour, nothing of this must stay for so long.
        nextTry.ifPresent(next -> next.cancel(false));
        waiting.clear();
        speaker.user().remove(live);
        users.signOut(speaker.user(), false);
    }

    @Override
    public void onAdmitted(Member member, Admission admission) {
        if (client.style() == Client.PlainStyle.NAMED || client.style() == Client.PlainStyle.NAMED_ECHO) {
            String line = PlainLines.greeting(client.room(), speaker.author().name(), admission.roster());
            connection.send(line.getBytes(UTF_8));
        }
    }

    @Override
    public void onDenied(Member member, Refusal why) {
        close(CloseCode.POLICY_VIOLATION);
    }

    @Override
    public void onRemoved(Member member, ServerMessage.Removed why) {
        close(CloseCode.POLICY_VIOLATION);
    }

    @Override
    public void onRefused(Member member) {
        close(CloseCode.INTERNAL_ERROR);
    }

    @Override
    public void onLive(Member member) {
        // There is no line for that.
    }

    @Override
    public void onRoster(Member member, RosterPage roster) {
        // There is no line for that.
    }

    @Override
    public void onSeen(Member member, List<SeenMark> seen) {
        // There is no line for that.
    }

    @Override
    public void onLost(Member member) {
        close(CloseCode.SLOW_READER);
    }
}
