package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.calling;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.editCalling;
import static chat.server.store.Drafts.founding;
import static chat.server.store.Drafts.invite;
import static chat.server.store.Drafts.moderate;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.remove;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.role;
import static chat.server.store.Drafts.settings;
import static chat.server.store.Drafts.slow;
import static chat.server.store.Drafts.topic;
import static chat.server.store.Drafts.unpin;
import static chat.server.store.Drafts.unreact;

import chat.protocol.Author;
import chat.protocol.Description;
import chat.protocol.Mentions;
import chat.protocol.Posting;
import chat.protocol.Role;
import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import chat.protocol.SettingsChange;
import chat.protocol.UserId;
import chat.server.store.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What users do to a room, at random. */
final class RandomLog {
    static final Author CID = author("u3", "Cid");

    private RandomLog() {}

    /** Everything that users do, at random; some of it is refused. */
    static void fill(RoomName room, KeptStore store, long seed, int drafts) {
        Random random = new Random(seed);
        List<Author> users = List.of(ANA, BIA, CID);
        List<String> emoji = List.of("👍", "🎉", "❤️");
        List<Draft> batch = new ArrayList<>();
        String name = room.value().replace("~", "");
        if (!room.isPublic()) {
            batch.add(founding(ANA, name + ".made"));
            batch.add(invite(ANA, name + ".asked", BIA, Role.MODERATOR));
        }
        for (int i = 1; i <= drafts; i++) {
            Author user = users.get(random.nextInt(users.size()));
            String cid = name + "." + seed + "." + i;
            long target = 1 + random.nextInt(1 + i / 4);
            batch.add(
                    switch (random.nextInt(17)) {
                        case 0, 1 -> reply(user, cid, "resposta nº " + i, target);
                        case 2, 3 -> edit(user, cid, target, "texto novo " + i);
                        case 4 -> delete(user, cid, target);
                        case 5, 6 -> react(user, cid, target, emoji.get(random.nextInt(3)));
                        case 7 -> unreact(user, cid, target, emoji.get(random.nextInt(3)));
                        case 8 -> random.nextBoolean() ? pin(user, cid, target) : unpin(user, cid, target);
                        case 9 -> topic(user, cid, "assunto " + i);
                        case 10 -> calling(user, cid, "@todos nº " + i, mentions(random, users));
                        case 11 -> editCalling(user, cid, target, "@todos " + i, mentions(random, users));
                        case 12 -> random.nextBoolean() ? moderate(ANA, cid, target) : slow(user, cid, i);
                        case 13 -> aboutMember(random, user, cid, users.get(random.nextInt(users.size())));
                        case 14 ->
                            settings(
                                    user,
                                    cid,
                                    new SettingsChange(
                                            new RoomTitle("Título " + i),
                                            new Description("Linhas\nnº " + i),
                                            i % 2 == 0 ? Posting.STAFF : null,
                                            i % 3 == 0,
                                            null));
                        default -> draft(user, cid, "mensagem nº " + i + " \"com\" 😀\n\te mais");
                    });
            if (random.nextInt(5) == 0 || i == drafts) {
                store.append(room, batch.toArray(Draft[]::new));
                batch.clear();
            }
        }
    }

    private static Mentions mentions(Random random, List<Author> users) {
        List<UserId> called = users.stream()
                .filter(user -> random.nextBoolean())
                .map(Author::id)
                .toList();
        return new Mentions(called, random.nextInt(4) == 0);
    }

    /** In a public room only roles are something. */
    private static Draft aboutMember(Random random, Author from, String cid, Author user) {
        Role role = Role.values()[random.nextInt(Role.values().length)];
        return switch (random.nextInt(3)) {
            case 0 -> invite(from, cid, user, role);
            case 1 -> remove(from, cid, user);
            default -> role(from, cid, user, role);
        };
    }
}
