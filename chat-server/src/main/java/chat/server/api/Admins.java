package chat.server.api;

import chat.server.auth.Account;
import chat.server.auth.Authenticator;
import java.util.concurrent.CompletionStage;

/** Lets administrators alone ask for something; others learn nothing of what there is. */
final class Admins {
    private final Authenticator authenticator;

    Admins(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** What an administrator asks for. */
    interface Asked {
        CompletionStage<ApiResponse> answer(Call call, Account admin);
    }

    Endpoint.Handler only(Asked asked) {
        return call -> call.admin(authenticator).thenCompose(account -> asked.answer(call, account));
    }
}
