package chat.server.durability;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client said that adds to a room's log.
 *
 * @param target the message it is about, or answers; 0: none
 * @param value the text, emoji or topic; empty: it has none
 * @param on of reactions and pins
 */
record Said(String cid, String room, String type, long target, String value, boolean on) {
    static final String SEND = "send";
    static final String EDIT = "edit";
    static final String DELETE = "delete";
    static final String REACT = "react";
    static final String PIN = "pin";
    static final String SET_TOPIC = "setTopic";

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, String> EVENTS = Map.of(
            SEND, "posted",
            EDIT, "edited",
            DELETE, "deleted",
            REACT, "reacted",
            PIN, "pinned",
            SET_TOPIC, "topicChanged");

    String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", type).put("room", room).put("cid", cid);
        switch (type) {
            case SEND -> {
                json.put("text", value);
                if (target > 0) {
                    json.put("replyTo", target);
                }
            }
            case EDIT -> json.put("target", target).put("text", value);
            case DELETE -> json.put("target", target);
            case REACT -> json.put("target", target).put("emoji", value).put("on", on);
            case PIN -> json.put("target", target).put("on", on);
            default -> json.put("topic", value);
        }
        return json.toString();
    }

    /**
     * Whether the event is this, apart from texts, which later events change.
     *
     * @param root what a reply to {@code target} answers
     */
    boolean isToldBy(JsonNode event, long root) {
        return event.path("type").asString().equals(EVENTS.get(type))
                && event.path("room").asString().equals(room)
                && event.path("cid").asString().equals(cid)
                && event.path("replyTo").asLong(0) == (type.equals(SEND) ? root : 0)
                && event.path("target").asLong(0) == (type.equals(SEND) ? 0 : target)
                && event.path("emoji").asString("").equals(type.equals(REACT) ? value : "")
                && event.path("on").asBoolean(false) == on
                && event.path("topic").asString("").equals(type.equals(SET_TOPIC) ? value : "");
    }
}
