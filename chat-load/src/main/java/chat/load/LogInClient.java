package chat.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People with accounts, who come back when they are told to. Any thread. */
final class LogInClient {
    private static final String PASSWORD = "uma senha bem comprida";
    private static final Pattern RETRY = Pattern.compile("\"retryAfterMillis\":(\\d+)");
    private static final int UNAVAILABLE = 503;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final AtomicLong refused = new AtomicLong();

    /** @param server such as {@code ws://127.0.0.1:8765} */
    LogInClient(URI server) {
        this.server = URI.create(server.toString().replaceFirst("ws", "http"));
    }

    /** How many requests were told to come back later. */
    long refused() {
        return refused.get();
    }

    void signUp(int number) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request("signup", number), BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IOException("signup: " + response.statusCode() + " " + response.body());
        }
    }

    /** Completes once somebody is logged in, however often that takes. */
    CompletableFuture<Void> logIn(int number) {
        return http.sendAsync(request("login", number), BodyHandlers.ofString()).thenCompose(response -> {
            if (response.statusCode() == 200) {
                return CompletableFuture.completedFuture(null);
            }
            Matcher retry = RETRY.matcher(response.body());
            if (response.statusCode() != UNAVAILABLE || !retry.find()) {
                return CompletableFuture.failedFuture(
                        new IOException("login: " + response.statusCode() + " " + response.body()));
            }
            refused.incrementAndGet();
            // As pages do: not all at one moment again.
            long millis =
                    Long.parseLong(retry.group(1)) + ThreadLocalRandom.current().nextInt(500);
            return CompletableFuture.supplyAsync(
                            () -> number, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                    .thenCompose(this::logIn);
        });
    }

    private HttpRequest request(String what, int number) {
        // Letters only.
        String name =
                "Gente " + (char) ('a' + number / 26 % 26) + (char) ('a' + number % 26) + (char) ('a' + number / 676);
        String body = "{\"name\":\"%s\",\"password\":\"%s\",\"cookie\":false}".formatted(name, PASSWORD);
        return HttpRequest.newBuilder(server.resolve("/api/auth/" + what))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
