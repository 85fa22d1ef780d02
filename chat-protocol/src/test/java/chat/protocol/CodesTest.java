package chat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.CloseCode.Return;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodesTest {
    @ParameterizedTest
    @EnumSource
    void anOwnCloseCodeSaysByItsRangeWhatToDo(CloseCode code) {
        if (code.code() >= 4000) {
            Return[] byHundreds = {Return.NEVER, Return.BACK_OFF, Return.NOW};
            assertThat(code.comeBack()).isEqualTo(byHundreds[(code.code() - 4000) / 100]);
        } else {
            // RFC 6455 section 7.4.1 and its registry; 1004 to 1006 and 1015 are never sent.
            assertThat(code.code()).isIn(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSentenceFitsIntoACloseFrame(CloseCode code) {
        assertThat(code.sentence()).endsWith(".");
        assertThat(code.sentence().getBytes(UTF_8).length).isBetween(1, 123);
    }

    @Test
    void noNumberAndNoNameStandsForTwoThings() {
        assertThat(CloseCode.values()).extracting(CloseCode::code).doesNotHaveDuplicates();
        assertThat(ErrorCode.values()).extracting(ErrorCode::wireName).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorCodeIsCalledTheSameInCodeAndOnTheWire(ErrorCode code) {
        String fromWire = code.wireName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        assertThat(fromWire).isEqualTo(code.name());
        assertThat(code.sentence()).endsWith(".");
    }
}
