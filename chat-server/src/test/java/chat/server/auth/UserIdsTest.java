package chat.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.UserId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserIdsTest {
    private final UserIds ids = new UserIds();

    @Test
    void newIdIsUAndTwentyFiveCharacters() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(ids.next().value()).matches("u[a-z0-9]{25}");
        }
    }

    @Test
    void noIdComesTwice() {
        Set<UserId> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            seen.add(ids.next());
        }
        assertThat(seen).hasSize(10_000);
    }
}
