package chat.server.room;

import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.Topic;
import chat.protocol.UserName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What plain clients read. Lines about people start with {@code *}, which no name can; a message's further lines are
 * indented, so nobody can forge a line of somebody else.
 */
public final class PlainLines {
    private static final int NAMES_MAX = 20;

    /** Somebody's connection to the room ended, whoever it was. */
    static final String CLIENT_GONE = "Um cliente desconectou.";

    private PlainLines() {}

    static String announced(MessageText text) {
        return "Mensagem recebida: " + text.value();
    }

    static String said(UserName name, MessageText text) {
        return name.value() + ": " + indented(text);
    }

    private static String indented(MessageText text) {
        return text.value().replace("\n", "\n    ");
    }

    /** What somebody did in a room other than to post; empty when lines do not tell of it. */
    static String changed(RoomEvent event) {
        String who = "* " + event.from().name().value();
        if (event instanceof RoomEvent.Edited edited) {
            return edited.text().equals(MessageText.ERASED) ? "" : who + " corrigiu: " + indented(edited.text());
        }
        if (event instanceof RoomEvent.TopicChanged changed) {
            Topic topic = changed.topic();
            return topic.equals(Topic.NONE) ? who + " tirou o assunto" : who + " mudou o assunto: " + topic.value();
        }
        return event instanceof RoomEvent.Deleted ? who + " apagou uma mensagem" : "";
    }

    static String entered(UserName name) {
        return "* " + name.value() + " entrou";
    }

    static String left(UserName name) {
        return "* " + name.value() + " saiu";
    }

    /** The first line a named plain client gets: it is in, as whom, and who is there. */
    public static String greeting(RoomName room, UserName self, RosterPage roster) {
        List<String> others = roster.members().stream()
                .map(member -> member.user().name())
                .filter(name -> !name.equals(self))
                .map(UserName::value)
                .sorted()
                .toList();
        String names = others.stream().limit(NAMES_MAX).collect(Collectors.joining(", "));
        int untold = roster.count() - 1 - Math.min(others.size(), NAMES_MAX);
        String present = others.isEmpty() ? "mais ninguém" : names + (untold > 0 ? " e mais " + untold : "");
        return "* você entrou em " + room.value() + " como " + self.value() + "; presentes: " + present;
    }
}
