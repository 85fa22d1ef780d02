package chat.load.drive;

/** Sends the messages of one event loop's senders. On that loop only. */
final class Mouth {
    private final Speech speech;
    private final Said said;
    private final Tally tally;
    private final long originNanos;
    private final byte[] text;

    /** @param originNanos when the run began: the times in messages count from there */
    Mouth(Speech speech, Plan plan, Said said, Tally tally, long originNanos) {
        this.speech = speech;
        this.said = said;
        this.tally = tally;
        this.originNanos = originNanos;
        this.text = new byte[plan.sizeBytes() + JsonSpeech.AROUND_TEXT_BYTES];
    }

    /**
     * Sends the next message of a sender.
     *
     * @param dueNanos the time that it carries, however late it is
     * @return whether it could be sent
     */
    boolean say(Client sender, long dueNanos) {
        if (!sender.canSpeak()) {
            tally.skipped++;
            return false;
        }
        long time = dueNanos - originNanos;
        int length = speech.write(text, sender, time, said.next(sender.id()));
        tally.sent++;
        tally.sendLag(time, System.nanoTime() - originNanos);
        sender.send(text, length);
        return true;
    }

    /** Sends one that does not count, to find out who hears it. */
    void probe(Client sender) {
        int length = speech.write(text, sender, System.nanoTime() - originNanos, 0);
        sender.send(text, length);
    }
}
