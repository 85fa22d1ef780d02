package chat.server.room;

import chat.protocol.SeenMark;
import chat.protocol.ServerMessage;
import chat.protocol.User;
import chat.protocol.UserId;
import chat.protocol.UserName;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** One connection, in one room as a rule, and a diary of all that it was told. */
final class TestMember implements MemberListener {
    private static final int WATERMARK_BYTES = 64 * 1024;

    final Visitor visitor;
    final TestOutlet outlet;
    final List<Admission> admissions = new ArrayList<>();
    final List<RosterPage> rosters = new ArrayList<>();
    private final TestRooms rooms;
    private final EventLoop loop;
    private final Member.Form form;
    private final List<String> diary = new ArrayList<>();
    private int written;
    private final List<Member> members = new ArrayList<>();

    TestMember(TestRooms rooms, int loop, Visitor visitor, Member.Form form) {
        this.rooms = rooms;
        this.loop = rooms.loops.get(loop);
        this.visitor = visitor;
        this.form = form;
        this.outlet = new TestOutlet(this.loop, WATERMARK_BYTES, this::pump);
    }

    static Visitor visitor(String name) {
        return visitor(User.of(new UserId("u" + name.toLowerCase(Locale.ROOT)), new UserName(name)), true);
    }

    static Visitor visitor(User user, boolean named) {
        return new Visitor(user, Person.guest(user.asAuthor()), named);
    }

    /** Goes into a room, live from now on. */
    TestMember join(Room room) {
        return join(room, OptionalLong.empty(), Optional.empty());
    }

    /** Comes back into a room, having seen {@code after}. */
    TestMember join(Room room, long after) {
        return join(room, OptionalLong.of(after), Optional.empty());
    }

    TestMember join(Room room, OptionalLong after, Optional<String> epoch) {
        return enter(
                rooms.registry
                        .reserveOrCreate(room.name(), room.access().settings())
                        .orElseThrow()
                        .room(),
                after,
                epoch);
    }

    /** Goes into a room that was reserved. */
    TestMember enter(Room reserved) {
        return enter(reserved, OptionalLong.empty(), Optional.empty());
    }

    private TestMember enter(Room reserved, OptionalLong after, Optional<String> epoch) {
        Member joining = new Member(reserved, outlet, form, visitor, this);
        members.add(joining);
        rooms.loops.on(loop, () -> reserved.join(joining, new Arrival(visitor, after, epoch)));
        return this;
    }

    void leave(Leaving leaving) {
        rooms.loops.on(loop, () -> member().room().leave(member(), leaving));
    }

    void typing() {
        rooms.loops.on(loop, () -> member().room().typing(member()));
    }

    void pump() {
        members.forEach(Member::pump);
    }

    /** The membership that began last. */
    Member member() {
        return members.get(members.size() - 1);
    }

    long behindNanos() {
        long[] behind = new long[1];
        rooms.loops.on(loop, () -> behind[0] = member().behindNanos(rooms.loops.nanoTime()));
        return behind[0];
    }

    @Override
    public void onAdmitted(Member admitted, Admission admission) {
        admissions.add(admission);
        note(admission.reset().isPresent() ? "reset " + admission.seq() : "admitted " + admission.seq());
    }

    @Override
    public void onDenied(Member denied, Refusal why) {
        note("denied " + why.code());
    }

    @Override
    public void onRemoved(Member removed, ServerMessage.Removed why) {
        note("removed " + why.reason());
    }

    @Override
    public void onRefused(Member refused) {
        note("refused");
    }

    @Override
    public void onLive(Member live) {
        note("live");
    }

    @Override
    public void onRoster(Member told, RosterPage roster) {
        rosters.add(roster);
        note("roster " + roster.members().size() + " of " + roster.count());
    }

    @Override
    public void onSeen(Member told, List<SeenMark> seen) {
        seen.forEach(mark -> note("seen " + mark.user().name() + " " + mark.seq()));
    }

    @Override
    public void onLost(Member lost) {
        note("lost");
    }

    private void note(String what) {
        noteFrames();
        diary.add(what);
    }

    private void noteFrames() {
        List<String> sent = outlet.sent();
        for (; written < sent.size(); written++) {
            diary.add(Told.shortly(sent.get(written)));
        }
    }

    /** Everything in the order it was told: by the room itself and in frames. */
    List<String> diary() {
        noteFrames();
        return List.copyOf(diary);
    }

    /** What was told since the last call of this or the start. */
    List<String> news() {
        List<String> news = diary();
        diary.clear();
        return news;
    }

    /** The {@code seq} of all events written, in the order they were written. */
    List<Long> seqs() {
        return Told.seqs(outlet.sent());
    }
}
