package chat.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the HTTP API, as a browser would be one: it keeps the cookie that it was given. */
final class ApiClient {
    static final String PASSWORD = "correct horse battery";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String COOKIE = "chat_refresh";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private Optional<String> cookie = Optional.empty();
    private Optional<String> token = Optional.empty();

    ApiClient(TestServer server) {
        this.server = server.http();
    }

    /** What came back. */
    record Reply(int status, JsonNode body, HttpResponse<String> response) {
        String code() {
            return body.path("code").asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String accessToken() {
            return body.path("accessToken").asString();
        }

        String userId() {
            return body.at("/user/id").asString();
        }
    }

    /** The refresh token that a browser would keep. */
    Optional<String> cookie() {
        return cookie;
    }

    ApiClient withCookie(Optional<String> value) {
        cookie = value;
        return this;
    }

    /** Sends this access token from now on. */
    ApiClient withToken(String value) {
        token = Optional.of(value);
        return this;
    }

    Reply get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    Reply delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    /** Single quotes stand for double ones. */
    Reply post(String path, String json) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')));
    }

    Reply signUp(String name) {
        return post("/api/auth/signup", "{'name':'" + name + "','password':'" + PASSWORD + "'}");
    }

    Reply logIn(String name) {
        return logIn(name, PASSWORD);
    }

    Reply logIn(String name, String password) {
        return post("/api/auth/login", "{'name':'" + name + "','password':'" + password + "'}");
    }

    Reply refresh() {
        return post("/api/auth/refresh", "{}");
    }

    private Reply send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(WsClient.DEADLINE)
                .header("Content-Type", "application/json")
                .method(method, body);
        cookie.ifPresent(value -> request.header("Cookie", "other=1; " + COOKIE + "=" + value));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            keep(response.headers().allValues("set-cookie"));
            JsonNode json = response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
            return new Reply(response.statusCode(), json, response);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    private void keep(List<String> given) {
        for (String one : new ArrayList<>(given)) {
            if (one.startsWith(COOKIE + "=")) {
                String value = one.substring(COOKIE.length() + 1, one.indexOf(';'));
                cookie = Optional.of(value).filter(it -> !it.isEmpty());
            }
        }
    }
}
