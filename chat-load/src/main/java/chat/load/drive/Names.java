package chat.load.drive;

import java.net.URI;
import java.util.Random;

/**
 * What things are called in a run, so that runs do not meet.
 *
 * @param run {@link Body#RUN_LENGTH} of {@code a-z 0-9}
 * @param host for the {@code Host} header
 * @param path of the WebSocket, with its query
 */
record Names(String run, String host, String path) {
    private static final int LETTERS = 36;
    private static final int PORT = 80;

    static Names of(URI url) {
        String run = new Random()
                .ints(Body.RUN_LENGTH, 0, LETTERS)
                .mapToObj(i -> Character.toString(Character.forDigit(i, LETTERS)))
                .reduce("", String::concat);
        String path = url.getRawPath() == null
                        || url.getRawPath().isEmpty()
                        || url.getRawPath().equals("/")
                ? "/ws"
                : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return new Names(run, url.getHost() + ":" + port(url), path + query);
    }

    static int port(URI url) {
        return url.getPort() < 0 ? PORT : url.getPort();
    }

    String room(int room) {
        return "load-" + run + "-" + room;
    }

    /** @param life counts those who had this connection before */
    String person(int connection, int life) {
        return "Carga " + run + " " + connection + (life == 0 ? "" : "-" + life);
    }
}
