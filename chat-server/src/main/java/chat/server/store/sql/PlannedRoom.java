package chat.server.store.sql;

import chat.protocol.Role;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.server.store.LogFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A room while a group is planned: its row, and those of its messages that the group is about. */
final class PlannedRoom implements LogFacts {
    private final RoomName name;
    private final long first;
    private final Map<Long, PlannedPost> posts = new HashMap<>();
    private RoomTitle title;
    private Topic topic;
    private long id;
    private long head;
    private boolean changed;
    private int pins;

    private PlannedRoom(RoomName name, RoomTitle title, Topic topic, long first) {
        this.name = name;
        this.title = title;
        this.topic = topic;
        this.first = first;
    }

    /** A room without a row; it gets one with its first event. */
    static PlannedRoom fresh(RoomName name, RoomTitle title) {
        return new PlannedRoom(name, title, Topic.NONE, 1);
    }

    /** A room as its row says. */
    static PlannedRoom stored(long id, RoomName name, RoomTitle title, Topic topic, long first, long head) {
        PlannedRoom room = new PlannedRoom(name, title, topic, first);
        room.id = id;
        room.head = head;
        return room;
    }

    RoomName name() {
        return name;
    }

    RoomTitle title() {
        return title;
    }

    /** As long as it has no event, its title is that of whoever tries next. */
    void offer(RoomTitle offered) {
        if (id == 0 && !changed) {
            title = offered;
        }
    }

    Topic topic() {
        return topic;
    }

    void topic(Topic newTopic) {
        topic = newTopic;
    }

    boolean hasRow() {
        return id != 0;
    }

    /** Its {@code rooms.id}. */
    long id() {
        if (id == 0) {
            throw new IllegalStateException("room: " + name + " has no row (expected: stored before its events)");
        }
        return id;
    }

    void id(long newId) {
        id = newId;
    }

    /** The oldest {@code seq} that the log still has. */
    long first() {
        return first;
    }

    /** The newest {@code seq}; 0: none. */
    long head() {
        return head;
    }

    /** It got one more event. */
    void head(long seq) {
        head = seq;
        changed = true;
    }

    /** Whether it got an event. */
    boolean changed() {
        return changed;
    }

    @Override
    public int pins() {
        return pins;
    }

    void pins(int count) {
        pins = count;
    }

    @Override
    public Optional<Role> member(UserId user) {
        return Optional.empty();
    }

    @Override
    public int members() {
        return 0;
    }

    @Override
    public int owners() {
        return 0;
    }

    @Override
    public RoomSettings settings() {
        return RoomSettings.of(title);
    }

    /** A message that the log still has, if it was asked for when the group was loaded. */
    @Override
    public Optional<Target> message(long seq) {
        return seq < first ? Optional.empty() : Optional.ofNullable(posts.get(seq));
    }

    /** One that {@link #message} has. */
    PlannedPost post(long seq) {
        PlannedPost post = posts.get(seq);
        if (post == null) {
            throw new IllegalStateException("message: " + seq + " of " + name + " (expected: loaded)");
        }
        return post;
    }

    void put(PlannedPost post) {
        posts.put(post.seq(), post);
    }
}
