package chat.server.auth;

import chat.server.store.ExternalId;
import java.util.concurrent.CompletionStage;

/** Bearer tokens of an identity provider. */
public interface ExternalTokens {
    /**
     * Whose token this is. Any thread; nothing here blocks.
     *
     * @param token a client's input, anything at all
     * @return fails with {@link Denied} unless the provider made it, for us, and it is still good
     */
    CompletionStage<External> verify(String token);

    /**
     * Somebody whom the provider knows.
     *
     * @param name what the provider calls them; need be no name that is allowed here
     * @param untilMillis when what was said ends, epoch milliseconds
     */
    record External(ExternalId id, String name, long untilMillis) {}
}
