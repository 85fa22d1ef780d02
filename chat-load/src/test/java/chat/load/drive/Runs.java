package chat.load.drive;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** Runs of one connection that sends, to nobody. */
final class Runs {
    private Runs() {}

    /** As simple as can be, but for these. */
    static Plan plan(double rate, int inFlight, int loops) {
        return new Plan(
                URI.create("ws://127.0.0.1:1/"),
                Protocol.RAW,
                1,
                1,
                1,
                rate,
                inFlight,
                64,
                false,
                false,
                false,
                0,
                0,
                0,
                1,
                0,
                0,
                1,
                1,
                loops,
                List.of(),
                "");
    }

    static Crew.Run of(Plan plan) {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        return new Crew.Run(plan, Names.of(plan.url()), new Said(1, 1), nobody, System.nanoTime());
    }

    static Speech speech(Crew.Run run, Tally tally) {
        Body body = new Body(run.names().run(), run.plan().sizeBytes());
        return new TextSpeech(run.plan(), run.names(), body, new Ear(run.said(), tally, run.originNanos()));
    }
}
