package chat.server.room;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients are told, in few words: {@code posted 7}, {@code entered Ana 2}; plain lines as they are. */
public final class Told {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Told() {}

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    public static String shortly(String text) {
        if (!text.startsWith("{")) {
            return text;
        }
        JsonNode json = json(text);
        String type = json.get("type").asString();
        return switch (type) {
            case "posted" -> type + " " + json.get("seq").asLong();
            case "entered", "left" ->
                type + " " + name(json) + " " + json.get("count").asInt();
            case "seen" -> type + " " + name(json) + " " + json.get("seq").asLong();
            case "typing" -> type + " " + name(json);
            case "presence" -> type + " " + json.get("count").asInt();
            case "members" ->
                type + " " + json.get("members").size() + " of "
                        + json.get("count").asInt();
            case "error" -> type + " " + json.get("code").asString();
            default -> type;
        };
    }

    private static String name(JsonNode json) {
        return json.get("user").get("name").asString();
    }

    /** The {@code seq} of every posted event among these. */
    public static List<Long> seqs(List<String> texts) {
        return texts.stream()
                .filter(text -> text.startsWith("{\"type\":\"posted\""))
                .map(text -> json(text).get("seq").asLong())
                .toList();
    }
}
