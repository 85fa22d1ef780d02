package chat.load.drive;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.load.socket.Call;
import chat.load.socket.Lane;
import chat.load.socket.Socket;
import org.jspecify.annotations.Nullable;

/** One of the connections of a run, and whoever has it. On its event loop only. */
final class Client implements Socket.Listener {
    private final int id;
    private final int room;
    private final String roomName;
    private final boolean slow;
    private final Crew crew;
    private Receipts receipts;
    private Stage stage = Stage.AWAY;
    private @Nullable Socket socket;
    private int life;
    private int guess;
    private boolean hearsOthers;
    private String token = "";
    private long newest;
    private long cutNanos;
    private long readyNanos;

    Client(int id, Plan plan, Names names, Crew crew) {
        this.id = id;
        this.room = id % plan.rooms();
        this.roomName = names.room(room);
        this.slow = plan.isSlow(id);
        this.crew = crew;
        this.receipts = Receipts.sinceTheStart(room, slow ? 0 : plan.sendersOf(room));
    }

    private enum Stage {
        /** Not connected, or not any more. */
        AWAY,

        /** On the way into its room. */
        COMING,

        READY
    }

    int id() {
        return id;
    }

    int room() {
        return room;
    }

    String roomName() {
        return roomName;
    }

    /** How many had this connection before. */
    int life() {
        return life;
    }

    boolean isSlow() {
        return slow;
    }

    boolean isReady() {
        return stage == Stage.READY;
    }

    boolean isComing() {
        return stage == Stage.COMING;
    }

    boolean canSpeak() {
        return stage == Stage.READY && socket != null && socket.isWritable();
    }

    Receipts receipts() {
        return receipts;
    }

    /** Where in a message the mark of the run stood last time. */
    int guess() {
        return guess;
    }

    void guess(int at) {
        guess = at;
    }

    /** By which the server knows who comes back; empty: nobody. */
    String token() {
        return token;
    }

    void token(String text) {
        token = text;
    }

    /** The newest event of the room, for who comes back. */
    long newest() {
        return newest;
    }

    void newest(long seq) {
        newest = seq;
    }

    /** Something that another client said before the start was heard. */
    void hearsOthers() {
        hearsOthers = true;
    }

    boolean isDeaf() {
        return isReady() && !hearsOthers;
    }

    /** When it was cut off, by {@link System#nanoTime}; 0: never. */
    long cutNanos() {
        return cutNanos;
    }

    /** Since when it is in its room, by {@link System#nanoTime}. */
    long readyNanos() {
        return readyNanos;
    }

    /** From now on it hears as somebody does who was never there; returns what it heard so far. */
    Receipts forget() {
        Receipts before = receipts;
        receipts = before.anew();
        return before;
    }

    void dial(Lane lane, Call call) {
        stage = Stage.COMING;
        socket = lane.dial(call, this);
    }

    void say(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        send(bytes, bytes.length);
    }

    void send(byte[] text, int length) {
        if (socket != null) {
            socket.send(text, length);
        }
    }

    void stopReading() {
        if (socket != null) {
            socket.stopReading();
        }
    }

    void readOnce() {
        if (socket != null) {
            socket.readOnce();
        }
    }

    /** One's own message came back or was refused. */
    void answered(long nowNanos) {
        crew.answered(this, nowNanos);
    }

    /** It is in its room: what is said there from now on it hears. */
    void ready() {
        if (stage == Stage.COMING) {
            stage = Stage.READY;
            readyNanos = System.nanoTime();
            crew.ready(this);
        }
    }

    /** There is no use for this connection. */
    void giveUp(String why) {
        if (socket != null) {
            socket.leave();
        }
        ended(why);
    }

    /** Cuts it off; whoever has it will come back. */
    void cut(long nowNanos) {
        cutNanos = nowNanos;
        stage = Stage.AWAY;
        if (socket != null) {
            socket.cut();
        }
    }

    /** Leaves; somebody else will have the connection. */
    void leave() {
        stage = Stage.AWAY;
        life++;
        if (socket != null) {
            socket.leave();
        }
    }

    @Override
    public void opened() {
        crew.opened(this);
    }

    @Override
    public void heard(byte[] bytes, int from, int to, long nowNanos) {
        crew.heard(this, bytes, from, to, nowNanos);
    }

    @Override
    public void ended(String why) {
        boolean was = isReady();
        boolean came = isComing();
        stage = Stage.AWAY;
        if (was || came) {
            crew.ended(this, was, why);
        }
    }
}
