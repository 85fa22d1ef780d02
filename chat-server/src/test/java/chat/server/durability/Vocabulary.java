package chat.server.durability;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Finds something to say: messages above all, of every length, and everything that can be done to them. */
final class Vocabulary {
    private static final List<String> EMOJI = List.of("👍", "❤️", "🎉", "😂", "👩‍👩‍👧‍👦");
    private static final List<String> WORDS =
            List.of("olá", "ação", "chat", "日本", "\"aspas\"", "\\", "tab\t", "😀", "ok");
    private static final int LONG_WORDS = 1_000;

    private final Random random;

    Vocabulary(Random random) {
        this.random = random;
    }

    /** Something under this cid that can be said in the room. */
    Said next(String cid, String room, RoomView view, List<Long> own) {
        int kind = random.nextInt(100);
        Optional<Long> message = kind < 20 ? lately(view, own) : lately(view);
        if (kind >= 45 || message.isEmpty()) {
            return new Said(cid, room, Said.SEND, 0, text(cid), false);
        }
        long target = message.get();
        if (kind < 12) {
            return new Said(cid, room, Said.EDIT, target, text(cid), false);
        } else if (kind < 20) {
            return new Said(cid, room, Said.DELETE, target, "", false);
        } else if (kind < 32) {
            String emoji = EMOJI.get(random.nextInt(EMOJI.size()));
            return new Said(cid, room, Said.REACT, target, emoji, random.nextInt(3) > 0);
        } else if (kind < 36) {
            return new Said(cid, room, Said.PIN, target, "", random.nextBoolean());
        } else if (kind < 38) {
            return new Said(cid, room, Said.SET_TOPIC, 0, "sobre " + cid, false);
        }
        return new Said(cid, room, Said.SEND, target, text(cid), false);
    }

    private Optional<Long> lately(RoomView view, List<Long> own) {
        return own.isEmpty() ? Optional.empty() : message(view, own.get(fromEnd(own.size())));
    }

    private Optional<Long> lately(RoomView view) {
        return view.size() == 0 ? Optional.empty() : message(view, fromEnd(view.size()) + 1L);
    }

    /** Mostly near the end, where others are busy too. */
    private int fromEnd(int size) {
        return random.nextInt(4) == 0 ? random.nextInt(size) : size - 1 - random.nextInt(Math.min(size, 20));
    }

    private static Optional<Long> message(RoomView view, long seq) {
        return view.isMessage(seq) ? Optional.of(seq) : Optional.empty();
    }

    /** A word that only the text said under this cid has. */
    static String wordOf(String cid) {
        return "m" + cid.replace(':', 'x');
    }

    private String text(String cid) {
        int words = random.nextInt(20) == 0 ? random.nextInt(LONG_WORDS) : random.nextInt(20);
        StringBuilder text = new StringBuilder(wordOf(cid));
        for (int i = 0; i < words; i++) {
            text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
