package chat.server.api;

import chat.server.auth.LiveUsers;
import chat.server.auth.TestPeople;
import chat.server.config.ServerConfig;
import chat.server.oversight.Oversight;
import chat.server.store.MemoryMessageStore;
import java.time.InstantSource;
import java.util.Optional;

/** The API, for tests of what it is served by. */
public final class TestApi {
    private TestApi() {}

    /** Over these people. */
    public static Api of(ServerConfig config, TestPeople people, LiveUsers live) {
        return new Api(new ApiServices(
                config.access(),
                people.index(),
                people.authenticator(),
                people.logIns(live),
                people.accounts(live),
                Oversight.alone(
                        people.accounts(live), new MemoryMessageStore(config.memoryStore(), InstantSource.system())),
                Optional.empty(),
                true,
                System::nanoTime));
    }
}
