package chat.server.room;

/** The forms in which the same event goes out; whatever members share a form share its bytes. */
public enum WireFormat {
    /** {@code chat.v1}. */
    JSON,
    /** {@code chat.v1} with permessage-deflate. */
    JSON_DEFLATED,
    /** Plain: the bare text. */
    RELAY,
    /** Plain: {@code Mensagem recebida: TEXT}. */
    ANNOUNCE,
    /** Plain: {@code bia: TEXT}, and notices. */
    NAMED;

    boolean isJson() {
        return this == JSON || this == JSON_DEFLATED;
    }
}
