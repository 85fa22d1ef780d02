package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Many clients in some rooms of one server, each on a thread of its own. */
final class Crowd implements AutoCloseable {
    private static final List<String> ROOMS = List.of("sala-1", "sala-2", "sala-3", "sala-4");
    private static final int ROOMS_OF_A_CLIENT = 2;
    private static final int RESUMES_TRIED = 2;
    private static final long PATIENCE_SECONDS = Patience.OF_A_CROWD.toSeconds();

    private final RestartedServer server;
    private final String seed;
    private final Random random;
    private final List<Wanderer> clients = new ArrayList<>();
    private int audits;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Not connected yet. See {@link Wanderer} for {@code disconnectOdds}. */
    Crowd(RestartedServer server, int size, int disconnectOdds, long seed) {
        this.server = server;
        this.seed = "-Dseed=" + seed;
        this.random = new Random(seed);
        for (int i = 0; i < size; i++) {
            List<String> rooms = Stream.iterate(i, place -> place + 1)
                    .limit(ROOMS_OF_A_CLIENT)
                    .map(place -> ROOMS.get(place % ROOMS.size()))
                    .toList();
            clients.add(new Wanderer(server, i, rooms, disconnectOdds, seed));
        }
    }

    /** All of them talk as long as they may, and then until everything is answered; returns at once. */
    Talk talk(BooleanSupplier mayTalk) {
        return new Talk(onThreads(client -> client.talk(mayTalk)));
    }

    private List<Future<?>> onThreads(Function<Wanderer, Void> doing) {
        List<Future<?>> running = new ArrayList<>();
        clients.forEach(client -> running.add(threads.submit(() -> doing.apply(client))));
        return running;
    }

    /** Talking that goes on. */
    final class Talk {
        private final List<Future<?>> running;

        private Talk(List<Future<?>> running) {
            this.running = running;
        }

        /** Waits until everything that was said is answered, and everybody has read everything; then compares it all. */
        void requireNothingLost() {
            await(running);
            try (Auditor auditor = new Auditor(server.straightPort(), ++audits)) {
                Map<String, Long> heads = auditor.heads();
                await(onThreads(client -> client.readUpTo(heads)));
                Map<String, List<JsonNode>> logs = new TreeMap<>();
                ROOMS.forEach(room -> logs.put(room, auditor.log(room)));
                LogCheck.requireSound(clients, logs);
                logs.forEach((room, log) -> requireResumes(auditor, room, log));
                requireSearchable(auditor, logs);
            } catch (AssertionError e) {
                throw new AssertionError(seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** Whole logs can be read, and resumed from anywhere, while clients do what they do and nothing can be stored. */
    void requireReadable() {
        try (Auditor auditor = new Auditor(server.straightPort(), ++audits)) {
            ROOMS.forEach(room -> requireResumes(auditor, room, auditor.log(room)));
        }
    }

    private void requireResumes(Auditor auditor, String room, List<JsonNode> log) {
        for (int i = 0; i < RESUMES_TRIED; i++) {
            auditor.requireResume(room, random.nextInt(log.size() + 1), log);
        }
        String topic = log.stream()
                .filter(event -> event.has("topic"))
                .reduce((older, newer) -> newer)
                .map(event -> event.path("topic").asString())
                .orElse("");
        assertThat(auditor.topic(room)).isEqualTo(topic);
        auditor.requirePins(room, log);
    }

    private void requireSearchable(Auditor auditor, Map<String, List<JsonNode>> logs) {
        for (Wanderer client : clients) {
            List<Said> texts = client.said().values().stream()
                    .filter(said -> said.type().equals(Said.SEND) || said.type().equals(Said.EDIT))
                    .toList();
            if (!texts.isEmpty()) {
                Said text = texts.get(random.nextInt(texts.size()));
                auditor.requireFound(text, logs.get(text.room()));
            }
        }
    }

    /** The first failure is told, not the last one to be waited for. */
    private void await(List<Future<?>> running) {
        for (Future<?> one : running) {
            assertThat(one).as(seed).succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    List<Wanderer> clients() {
        return clients;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        clients.forEach(Wanderer::close);
    }
}
