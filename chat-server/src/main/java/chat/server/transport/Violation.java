package chat.server.transport;

import chat.protocol.CloseCode;

/** A frame or message that breaks a rule. Expected from hostile or unlucky clients, hence without a stack trace. */
final class Violation extends Exception {
    private final CloseCode code;

    /** @param rule what would be right; never what the client sent */
    Violation(CloseCode code, String rule) {
        super(rule, null, false, false);
        this.code = code;
    }

    CloseCode code() {
        return code;
    }
}
