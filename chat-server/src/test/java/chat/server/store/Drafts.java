package chat.server.store;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Emoji;
import chat.protocol.MessageText;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.protocol.UserName;

/** Drafts in few words. */
public final class Drafts {
    public static final Author ANA = author("u1", "Ana");
    public static final Author BIA = author("u2", "Bia");

    private Drafts() {}

    public static Author author(String id, String name) {
        return new Author(new UserId(id), new UserName(name));
    }

    public static Draft draft(Author from, String cid, String text) {
        return new Draft.Post(from, new Cid(cid), new MessageText(text), null);
    }

    public static Draft reply(Author from, String cid, String text, long replyTo) {
        return new Draft.Post(from, new Cid(cid), new MessageText(text), replyTo);
    }

    public static Draft edit(Author from, String cid, long target, String text) {
        return new Draft.Edit(from, new Cid(cid), target, new MessageText(text));
    }

    public static Draft delete(Author from, String cid, long target) {
        return new Draft.Delete(from, new Cid(cid), target);
    }

    public static Draft react(Author from, String cid, long target, String emoji) {
        return new Draft.React(from, new Cid(cid), target, new Emoji(emoji), true);
    }

    public static Draft unreact(Author from, String cid, long target, String emoji) {
        return new Draft.React(from, new Cid(cid), target, new Emoji(emoji), false);
    }

    public static Draft pin(Author from, String cid, long target) {
        return new Draft.Pin(from, new Cid(cid), target, true);
    }

    public static Draft unpin(Author from, String cid, long target) {
        return new Draft.Pin(from, new Cid(cid), target, false);
    }

    public static Draft topic(Author from, String cid, String topic) {
        return new Draft.SetTopic(from, new Cid(cid), new Topic(topic));
    }
}
