package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.topic;
import static chat.server.store.Drafts.unpin;
import static chat.server.store.Drafts.unreact;

import chat.protocol.Author;
import chat.protocol.RoomName;
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
        for (int i = 1; i <= drafts; i++) {
            Author user = users.get(random.nextInt(users.size()));
            String cid = room + "." + seed + "." + i;
            long target = 1 + random.nextInt(1 + i / 4);
            batch.add(
                    switch (random.nextInt(12)) {
                        case 0, 1 -> reply(user, cid, "resposta nº " + i, target);
                        case 2, 3 -> edit(user, cid, target, "texto novo " + i);
                        case 4 -> delete(user, cid, target);
                        case 5, 6 -> react(user, cid, target, emoji.get(random.nextInt(3)));
                        case 7 -> unreact(user, cid, target, emoji.get(random.nextInt(3)));
                        case 8 -> random.nextBoolean() ? pin(user, cid, target) : unpin(user, cid, target);
                        case 9 -> topic(user, cid, "assunto " + i);
                        default -> draft(user, cid, "mensagem nº " + i + " \"com\" 😀\n\te mais");
                    });
            if (random.nextInt(5) == 0 || i == drafts) {
                store.append(room, batch.toArray(Draft[]::new));
                batch.clear();
            }
        }
    }
}
