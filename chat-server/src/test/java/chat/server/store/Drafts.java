package chat.server.store;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.MessageText;
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
}
