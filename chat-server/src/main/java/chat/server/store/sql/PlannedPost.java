package chat.server.store.sql;

import chat.protocol.Emoji;
import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.UserId;
import chat.server.store.LogFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message while a group is planned: its row before the group, and what the group makes of it. */
final class PlannedPost implements LogFacts.Target {
    private final Place place;
    private final @Nullable Long replyTo;
    /** The text by which it can be found as the group begins; null: it cannot. */
    private final @Nullable MessageText indexed;
    /** Whom the rows say that it mentions as the group begins. */
    private final Mentions counted;

    private final boolean isFresh;

    private final Map<Emoji, Count> reactions = new HashMap<>();
    private final Set<EmojiOf> reactors = new HashSet<>();
    private MessageText text;
    private Mentions mentions;
    private @Nullable String original;
    private Mentions originalMentions;
    private @Nullable Long editedSeq;
    private boolean deleted;
    private boolean pinned;
    /** Whether the group had to do with its reactions. */
    private boolean reacted;

    /** Where it stands and whose it is. */
    record Place(PlannedRoom room, long id, long seq, UserId author) {}

    /**
     * How many users have an emoji there.
     *
     * @param firstSeq the event that brought it first
     */
    record Count(int users, long firstSeq) {}

    /** A user's emoji. */
    record EmojiOf(Emoji emoji, UserId user) {}

    /** What it says, and whom that mentions. */
    record Words(MessageText text, Mentions mentions) {}

    /** What later events made of it. */
    record Present(
            @Nullable String original,
            Mentions originalMentions,
            @Nullable Long editedSeq,
            boolean deleted,
            boolean pinned) {
        static final Present FRESH = new Present(null, Mentions.NONE, null, false, false);
    }

    private PlannedPost(Place place, @Nullable Long replyTo, Words words, Present present, boolean isFresh) {
        this.place = place;
        this.replyTo = replyTo;
        this.indexed = isFresh || present.deleted() ? null : words.text();
        this.counted = isFresh ? Mentions.NONE : words.mentions();
        this.isFresh = isFresh;
        this.text = words.text();
        this.mentions = words.mentions();
        this.original = present.original();
        this.originalMentions = present.originalMentions();
        this.editedSeq = present.editedSeq();
        this.deleted = present.deleted();
        this.pinned = present.pinned();
    }

    /** A message that this group posts. */
    static PlannedPost fresh(Place place, @Nullable Long replyTo, Words words) {
        return new PlannedPost(place, replyTo, words, Present.FRESH, true);
    }

    /** A message as its row says. */
    static PlannedPost stored(Place place, @Nullable Long replyTo, Words words, Present present) {
        return new PlannedPost(place, replyTo, words, present, false);
    }

    PlannedRoom room() {
        return place.room();
    }

    long id() {
        return place.id();
    }

    long seq() {
        return place.seq();
    }

    @Override
    public UserId author() {
        return place.author();
    }

    @Override
    public OptionalLong root() {
        return replyTo == null ? OptionalLong.empty() : OptionalLong.of(replyTo);
    }

    @Nullable
    MessageText indexed() {
        return indexed;
    }

    MessageText text() {
        return text;
    }

    /** Whether this group posts it. */
    boolean isFresh() {
        return isFresh;
    }

    Mentions counted() {
        return counted;
    }

    Mentions mentions() {
        return mentions;
    }

    Mentions originalMentions() {
        return originalMentions;
    }

    @Nullable
    String original() {
        return original;
    }

    @Nullable
    Long editedSeq() {
        return editedSeq;
    }

    @Override
    public boolean deleted() {
        return deleted;
    }

    @Override
    public boolean pinned() {
        return pinned;
    }

    @Override
    public int emojis() {
        return reactions.size();
    }

    @Override
    public int users(Emoji emoji) {
        Count count = reactions.get(emoji);
        return count == null ? 0 : count.users();
    }

    @Override
    public boolean hasReaction(UserId user, Emoji emoji) {
        return reactors.contains(new EmojiOf(emoji, user));
    }

    /** What the column {@code reacted} becomes: 1 or 0; null: it stays. */
    @Nullable
    Long reacted() {
        return reacted ? (Long) (reactions.isEmpty() ? 0L : 1L) : null;
    }

    void edit(long seq, Words words) {
        if (original == null) {
            original = text.value();
            originalMentions = mentions;
        }
        text = words.text();
        mentions = words.mentions();
        editedSeq = seq;
    }

    void erase() {
        text = MessageText.ERASED;
        mentions = Mentions.NONE;
        original = null;
        originalMentions = Mentions.NONE;
        editedSeq = null;
        deleted = true;
        pin(false);
        reactions.clear();
        reactors.clear();
        reacted = true;
    }

    void pin(boolean on) {
        if (on != pinned) {
            pinned = on;
            place.room.pins(place.room.pins() + (on ? 1 : -1));
        }
    }

    /** How many users have the emoji, as the row says. */
    void loaded(Emoji emoji, Count count) {
        reactions.put(emoji, count);
    }

    /** Who has it, as the row says; of those that the group is about. */
    void loaded(EmojiOf reactor) {
        reactors.add(reactor);
    }

    /** Puts a user's emoji there or takes it away; which event brought the emoji first. */
    long react(EmojiOf reactor, boolean on, long seq) {
        reacted = true;
        Count old = reactions.getOrDefault(reactor.emoji(), new Count(0, seq));
        boolean was = on ? !reactors.add(reactor) : !reactors.remove(reactor);
        int users = was ? old.users() : old.users() + (on ? 1 : -1);
        if (users == 0) {
            reactions.remove(reactor.emoji());
        } else {
            reactions.put(reactor.emoji(), new Count(users, old.firstSeq()));
        }
        return old.firstSeq();
    }
}
