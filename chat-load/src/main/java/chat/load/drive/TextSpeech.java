package chat.load.drive;

import chat.load.socket.Upgrade;
import java.util.Optional;

/** A frame is a text, and there is nothing else to say: plain clients of the server, and relays. */
final class TextSpeech implements Speech {
    private final Plan plan;
    private final Names names;
    private final Body body;
    private final Ear ear;

    TextSpeech(Plan plan, Names names, Body body, Ear ear) {
        this.plan = plan;
        this.names = names;
        this.body = body;
        this.ear = ear;
    }

    @Override
    public Upgrade upgrade(int room) {
        return new Upgrade(names.host(), path(room), Optional.empty(), plan.compression());
    }

    private String path(int room) {
        if (plan.protocol() == Protocol.RAW) {
            return names.path();
        }
        char joint = names.path().indexOf('?') < 0 ? '?' : '&';
        return names.path() + joint + "room=" + names.room(room) + "&style=announce";
    }

    @Override
    public void opened(Client client) {
        client.ready();
    }

    @Override
    public void heard(Client client, byte[] bytes, int from, int to, long nowNanos) {
        int at = body.find(bytes, from, to, client.guess());
        if (at < 0) {
            ear.other();
            return;
        }
        client.guess(at - from);
        // A relay may put several messages into one frame.
        while (at >= 0) {
            ear.message(client, bytes, at, nowNanos);
            int next = at + body.sizeBytes();
            at = to - next < body.sizeBytes() ? -1 : body.find(bytes, next, to, 0);
        }
    }

    @Override
    public int write(byte[] out, Client sender, long time, int number) {
        return body.write(out, 0, time, sender.id(), number);
    }
}
