package chat.server.store.sql;

import chat.protocol.Role;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
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
    private final PlannedMembers members;
    private final Map<Long, PlannedPost> posts = new HashMap<>();
    private RoomSettings settings;
    private Topic topic;
    private long id;
    private long head;
    private boolean changed;
    private boolean settingsChanged;
    /** There is a row, but only so that the room counts on when somebody begins it anew. */
    private boolean deleted;

    private int pins;

    /** What a row says beside the name. */
    record Row(long id, RoomSettings settings, Topic topic, long first, long head) {}

    private PlannedRoom(RoomName name, boolean everybody, RoomSettings settings, Topic topic, long first) {
        this.name = name;
        this.members = new PlannedMembers(everybody);
        this.settings = settings;
        this.topic = topic;
        this.first = first;
    }

    /** A room without a row; it gets one with its first event. */
    static PlannedRoom fresh(RoomName name, RoomSettings settings) {
        return new PlannedRoom(name, name.isPublic(), settings, Topic.NONE, 1);
    }

    /**
     * A room as its row says.
     *
     * @param everybody may read it, once it has its name
     * @param state {@code rooms.state}
     */
    static PlannedRoom stored(RoomName name, Row row, boolean everybody, int state) {
        PlannedRoom room = new PlannedRoom(name, everybody, row.settings, row.topic, row.first);
        room.id = row.id;
        room.head = row.head;
        room.deleted = state == Codes.DELETED;
        return room;
    }

    RoomName name() {
        return name;
    }

    @Override
    public RoomSettings settings() {
        return settings;
    }

    /** As long as it has no event, its settings are those of whoever tries next. */
    void offer(RoomSettings offered) {
        if ((id == 0 || deleted) && !changed) {
            settings = offered;
        }
    }

    /** They were decided otherwise. */
    void settings(RoomSettings newSettings) {
        settings = newSettings;
        settingsChanged = true;
    }

    /** Whether the row has other settings. */
    boolean settingsChanged() {
        return settingsChanged || (deleted && changed);
    }

    PlannedMembers keptRoles() {
        return members;
    }

    /** Whether everybody may read it. */
    boolean isOpen() {
        return members.everybody();
    }

    @Override
    public Optional<Role> member(UserId user) {
        return members.role(user);
    }

    @Override
    public int members() {
        return members.size();
    }

    @Override
    public int owners() {
        return members.owners();
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

    @Override
    public boolean isThere() {
        return changed || (hasRow() && !deleted);
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
