package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WebSocketIT {
    @Test
    void textIsSaidBackAndBothSidesClose() throws IOException {
        try (TestServer server = new TestServer(TestConfig.defaults());
                RawClient client = server.connect().open("/ws")) {
            assertThat(client.text("olá").read().text()).isEqualTo("olá");
            client.close(1000, "");
            assertThat(client.closeCodeAtTheEnd()).isEqualTo(1000);
        }
    }
}
