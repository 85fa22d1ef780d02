package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermessageDeflateTest {
    private static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                " permessage-deflate ;client_no_context_takeover;  server_no_context_takeover",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate; client_max_window_bits=8",
                "permessage-deflate; client_max_window_bits=\"10\"",
                "x-webkit-deflate-frame, permessage-deflate",
                "permessage-deflate; server_max_window_bits=9, permessage-deflate; client_max_window_bits",
                "permessage-deflate; nonsense, permessage-deflate"
            })
    void anOfferThatWeCanKeepIsAccepted(String offers) {
        assertThat(PermessageDeflate.accept(List.of(offers))).contains(ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ";",
                "permessage-deflat",
                "PERMESSAGE-DEFLATE",
                "permessage-deflate; nonsense",
                "permessage-deflate;",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover=true",
                "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=08",
                "permessage-deflate; client_max_window_bits=",
                "permessage-deflate; client_max_window_bits=\"",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=14",
                "permessage-deflate; server_max_window_bits=15; server_max_window_bits=15"
            })
    void otherOffersAreDeclined(String offers) {
        assertThat(PermessageDeflate.accept(List.of(offers))).isEmpty();
    }

    @Test
    void offersMayComeInSeveralHeaders() {
        assertThat(PermessageDeflate.accept(List.of("foo", "permessage-deflate")))
                .contains(ANSWER);
        assertThat(PermessageDeflate.accept(List.of())).isEmpty();
    }

    @Test
    void aFullWindowIsPromisedWhenAskedFor() {
        assertThat(PermessageDeflate.accept(List.of("permessage-deflate; server_max_window_bits=15")))
                .contains(ANSWER + "; server_max_window_bits=15");
    }
}
