package chat.load;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Emoji;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.server.store.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** What people do in one room: mostly write, now and then answer, react to, edit, delete or pin what stands there lately. */
final class RoomTalk {
    private static final int LATELY = 40;
    private static final List<Emoji> EMOJI =
            List.of(new Emoji("👍"), new Emoji("❤️"), new Emoji("🎉"), new Emoji("😄"), new Emoji("👀"));

    private final RoomName name;
    private final Random random;
    private final Words words;

    /** The newest messages that are known to be stored and not deleted. */
    private final List<RoomEvent.Posted> lately = new ArrayList<>();

    RoomTalk(RoomName name, Random random, Words words) {
        this.name = name;
        this.random = random;
        this.words = words;
    }

    RoomName name() {
        return name;
    }

    /** Of a hundred things seven are reactions, two edits; one of two hundred is a deletion, one of a thousand a pin. */
    Draft next() {
        // As pages make them.
        Cid cid = new Cid(new UUID(random.nextLong(), random.nextLong()).toString());
        Author from = Town.person(Town.rank(Town.PEOPLE, random));
        Optional<RoomEvent.Posted> earlier = earlier();
        int kind = random.nextInt(1_000);
        if (earlier.isEmpty() || kind >= 196) {
            return new Draft.Post(from, cid, new MessageText(words.text()), null);
        }
        RoomEvent.Posted target = earlier.get();
        if (kind < 70) {
            return new Draft.React(from, cid, target.seq(), EMOJI.get(random.nextInt(EMOJI.size())), true);
        } else if (kind < 90) {
            return new Draft.Edit(target.from(), cid, target.seq(), new MessageText(words.text()));
        } else if (kind < 95) {
            return new Draft.Delete(target.from(), cid, target.seq());
        } else if (kind < 96) {
            return new Draft.Pin(from, cid, target.seq(), true);
        }
        return new Draft.Post(from, cid, new MessageText(words.text()), target.seq());
    }

    private Optional<RoomEvent.Posted> earlier() {
        return lately.isEmpty() ? Optional.empty() : Optional.of(lately.get(random.nextInt(lately.size())));
    }

    /** This is in the room's log now. */
    void happened(RoomEvent event) {
        if (event instanceof RoomEvent.Posted posted) {
            if (lately.size() == LATELY) {
                lately.remove(0);
            }
            lately.add(posted);
        } else if (event instanceof RoomEvent.Deleted deleted) {
            lately.removeIf(post -> post.seq() == deleted.target());
        }
    }
}
