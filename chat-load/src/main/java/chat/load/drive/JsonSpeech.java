package chat.load.drive;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.load.socket.Upgrade;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code chat.v1}. Of what comes in most only the first bytes are looked at; whole messages only when something is wrong. */
final class JsonSpeech implements Speech {
    private static final byte[] POSTED = start("posted");
    private static final byte[] ACK = start("ack");
    private static final byte[] LIVE = start("live");
    private static final byte[] WELCOME = start("welcome");
    private static final byte[] ERROR = start("error");
    private static final byte[] RESET = start("reset");
    private static final byte[] SEQ = "\",\"seq\":".getBytes(UTF_8);
    private static final byte[] CID = "\",\"cid\":\"".getBytes(UTF_8);
    private static final byte[] ROOM = ",\"room\":\"".getBytes(UTF_8);
    private static final byte[] TEXT = "\",\"text\":\"".getBytes(UTF_8);
    private static final byte[] END = "\"}".getBytes(UTF_8);

    /** Longer than all that stands around a text. */
    static final int AROUND_TEXT_BYTES = 256;

    private static final int TIME_DIGITS = 13;
    private static final int NUMBER_DIGITS = 9;
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"\\\\]+)\"");
    private static final Pattern NUMBER = Pattern.compile("\"cid\":\"[0-9]{13}\\.([0-9]{9})\"");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Za-z]{1,40})\"");

    private final Plan plan;
    private final Names names;
    private final Body body;
    private final Ear ear;

    JsonSpeech(Plan plan, Names names, Body body, Ear ear) {
        this.plan = plan;
        this.names = names;
        this.body = body;
        this.ear = ear;
    }

    private static byte[] start(String type) {
        return ("{\"type\":\"" + type + "\"").getBytes(UTF_8);
    }

    @Override
    public Upgrade upgrade(int room) {
        return new Upgrade(names.host(), names.path(), Optional.of("chat.v1"), plan.compression());
    }

    @Override
    public void opened(Client client) {
        String room = client.roomName();
        if (client.token().isEmpty()) {
            String name = names.person(client.id(), client.life());
            client.say("{\"type\":\"hello\",\"name\":\"" + name + "\"}");
            client.say("{\"type\":\"join\",\"room\":\"" + room + "\"}");
        } else {
            client.say("{\"type\":\"hello\",\"token\":\"" + client.token() + "\"}");
            client.say("{\"type\":\"join\",\"room\":\"" + room + "\",\"after\":" + client.newest() + "}");
        }
    }

    @Override
    public void heard(Client client, byte[] bytes, int from, int to, long nowNanos) {
        if (begins(bytes, from, to, POSTED)) {
            posted(client, bytes, from, to, nowNanos);
        } else if (begins(bytes, from, to, ACK)) {
            int cid = afterRoom(client, from + ACK.length);
            if (begins(bytes, cid, to, CID)) {
                ear.acknowledged(Body.number(bytes, cid + CID.length, TIME_DIGITS), nowNanos);
            }
        } else if (begins(bytes, from, to, LIVE)) {
            client.ready();
        } else {
            seldom(client, bytes, from, to);
        }
    }

    /** Where what follows the room's name begins, when it is the client's room that is named. */
    private int afterRoom(Client client, int at) {
        return at + ROOM.length + client.roomName().length();
    }

    private void posted(Client client, byte[] bytes, int from, int to, long nowNanos) {
        int at = body.find(bytes, from, to, client.guess());
        if (at < 0) {
            ear.other();
            return;
        }
        client.guess(at - from);
        if (plan.resumes()) {
            int seq = afterRoom(client, from + POSTED.length);
            if (begins(bytes, seq, to, SEQ)) {
                client.newest(digits(bytes, seq + SEQ.length));
            }
        }
        ear.message(client, bytes, at, nowNanos);
    }

    private static long digits(byte[] bytes, int from) {
        int to = from;
        while (bytes[to] >= '0' && bytes[to] <= '9') {
            to++;
        }
        return Body.number(bytes, from, to - from);
    }

    private void seldom(Client client, byte[] bytes, int from, int to) {
        if (begins(bytes, from, to, ERROR)) {
            error(client, new String(bytes, from, to - from, UTF_8));
        } else if (begins(bytes, from, to, RESET)) {
            ear.wrong("reset instead of a resume");
        } else if (plan.resumes() && begins(bytes, from, to, WELCOME)) {
            Matcher token = TOKEN.matcher(new String(bytes, from, to - from, UTF_8));
            client.token(token.find() ? token.group(1) : "");
            ear.other();
        } else {
            ear.other();
        }
    }

    /** With a cid it is about a message, else about {@code hello} or {@code join}, without which there is nothing to do. */
    private void error(Client client, String message) {
        Matcher code = CODE.matcher(message);
        String why = "error " + (code.find() ? code.group(1) : "without a code");
        Matcher number = NUMBER.matcher(message);
        if (number.find()) {
            ear.refused(client, Integer.parseInt(number.group(1)), why);
        } else {
            client.giveUp(why);
        }
    }

    private static boolean begins(byte[] bytes, int from, int to, byte[] start) {
        if (to - from < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[from + i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int write(byte[] out, Client sender, long time, int number) {
        int at = put(out, 0, "{\"type\":\"send\"".getBytes(UTF_8));
        at = put(out, at, ROOM);
        at = put(out, at, sender.roomName().getBytes(UTF_8));
        at = put(out, at, CID);
        Body.digits(out, at, TIME_DIGITS, time);
        at += TIME_DIGITS;
        out[at++] = '.';
        Body.digits(out, at, NUMBER_DIGITS, number);
        at = put(out, at + NUMBER_DIGITS, TEXT);
        at = body.write(out, at, time, sender.id(), number);
        return put(out, at, END);
    }

    private static int put(byte[] out, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, out, at, bytes.length);
        return at + bytes.length;
    }
}
