package chat.server.store;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Emoji;
import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.Role;
import chat.protocol.SettingsChange;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.protocol.UserName;

/** Drafts in few words. */
public final class Drafts {
    public static final Author ANA = author("u1", "Ana");
    public static final Author BIA = author("u2", "Bia");

    public static final int MEMBERS_MAX = 4;

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

    /** Takes a message back as one who keeps order. */
    public static Draft moderate(Author from, String cid, long target) {
        return new Draft.Delete(from, new Cid(cid), target, true);
    }

    public static Draft calling(Author from, String cid, String text, Mentions mentions) {
        return new Draft.Post(from, new Cid(cid), new MessageText(text), mentions, null);
    }

    public static Draft editCalling(Author from, String cid, long target, String text, Mentions mentions) {
        return new Draft.Edit(from, new Cid(cid), target, new MessageText(text), mentions);
    }

    /** Makes a private room. */
    public static Draft founding(Author from, String cid) {
        return invite(from, cid, from, Role.OWNER);
    }

    public static Draft invite(Author from, String cid, Author user, Role role) {
        return new Draft.AddMember(from, new Cid(cid), user, role, MEMBERS_MAX);
    }

    public static Draft remove(Author from, String cid, Author user) {
        return new Draft.RemoveMember(from, new Cid(cid), user);
    }

    public static Draft role(Author from, String cid, Author user, Role role) {
        return new Draft.SetRole(from, new Cid(cid), user, role, MEMBERS_MAX);
    }

    public static Draft settings(Author from, String cid, SettingsChange change) {
        return new Draft.SetRoom(from, new Cid(cid), change);
    }

    public static Draft slow(Author from, String cid, int seconds) {
        return settings(from, cid, new SettingsChange(null, null, null, null, seconds));
    }

    public static Draft topic(Author from, String cid, String topic) {
        return new Draft.SetTopic(from, new Cid(cid), new Topic(topic));
    }
}
