package chat.server.auth;

import java.util.concurrent.CompletionStage;

/** Logging in at an identity provider, by way of a browser. Any thread; nothing here blocks. */
public interface ExternalLogIn {
    /**
     * Where a browser has to go first.
     *
     * @param location at the provider
     * @param memo what the same browser has to bring back; a secret
     */
    record Start(String location, String memo) {
        @Override
        public String toString() {
            return "Start";
        }
    }

    /** A browser wants to log in; fails with {@link Denied} when the provider cannot be asked. */
    CompletionStage<Start> begin();

    /**
     * It is back.
     *
     * @param query what the provider had it say, anything at all
     * @param memo what it brought back itself, anything at all
     * @return who it is; fails with {@link Denied}
     */
    CompletionStage<ExternalTokens.External> finish(String query, String memo);
}
