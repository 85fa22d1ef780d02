package chat.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    @ParameterizedTest
    @CsvSource({
        "null, null",
        "file://, null",
        "https://chat.example, https://chat.example",
        "HTTPS://Chat.Example, https://chat.example",
        "https://chat.example:443, https://chat.example",
        "http://chat.example:80, http://chat.example",
        "http://chat.example:443, http://chat.example:443",
        "http://localhost:05173, http://localhost:5173",
        "http://my_host, http://my_host",
        "http://[::1]:8080, http://[::1]:8080",
        "chrome-extension://abcdef, chrome-extension://abcdef"
    })
    void originIsTakenAsABrowserWouldWriteIt(String text, String origin) {
        assertThat(Origins.canonical(text)).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "Null",
                "file:",
                "file:///home",
                "chat.example",
                "//chat.example",
                "https://",
                "https://*.example",
                "https://chat.example/",
                "https://chat.example/page",
                "https://chat.example?x",
                "https://u@chat.example",
                "https://chat.example:",
                "https://chat.example:0",
                "https://chat.example:65536",
                "https://cháte.example",
                "https://a b",
                "https://chat.example\n",
                "https://[::1",
                "1a://b"
            })
    void anythingElseIsNone(String text) {
        assertThat(Origins.canonical(text)).isEmpty();
    }
}
