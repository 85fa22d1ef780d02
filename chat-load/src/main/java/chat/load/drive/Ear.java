package chat.load.drive;

/** What is made of the messages that the clients of one event loop hear. On that loop only. */
final class Ear {
    private final Said said;
    private final Tally tally;
    private final long originNanos;

    /** @param originNanos when the run began: the times in messages count from there */
    Ear(Said said, Tally tally, long originNanos) {
        this.said = said;
        this.tally = tally;
        this.originNanos = originNanos;
    }

    /** A message of this run came, which begins there. */
    void message(Client client, byte[] bytes, int at, long nowNanos) {
        int sender = Body.sender(bytes, at);
        int number = Body.number(bytes, at);
        if (number == 0) {
            client.hearsOthers();
            return;
        }
        if (!said.isSender(sender) || said.room(sender) != client.room()) {
            tally.strays++;
            return;
        }
        tally.deliveries++;
        if (client.isSlow()) {
            tally.deliveriesToSlow++;
            return;
        }
        switch (client.receipts().add(said.numberInRoom(sender), number)) {
            case TWICE -> {
                tally.twice++;
                return;
            }
            case LATE -> tally.late++;
            case NEXT -> {}
        }
        // What somebody catches up on was delivered late because they were away.
        if (client.isReady()) {
            tally.latency(Body.time(bytes, at), nowNanos - originNanos);
        }
        if (client.id() == sender) {
            said.passOn(client.room(), Body.time(bytes, at));
            client.answered(nowNanos);
        }
    }

    /** One's own message is stored. */
    void acknowledged(long time, long nowNanos) {
        tally.ack(time, nowNanos - originNanos);
    }

    /** One's own message with this number was not taken. */
    void refused(Client client, int number, String why) {
        tally.reason(why);
        if (said.isSender(client.id())) {
            said.refuse(client.id(), number);
            client.answered(System.nanoTime());
        }
    }

    /** Something else came that should not. */
    void wrong(String why) {
        tally.reason(why);
    }

    /** Something else came. */
    void other() {
        tally.otherFrames++;
    }
}
