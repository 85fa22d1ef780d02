package chat.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerConfigTest {
    @ParameterizedTest
    @MethodSource("withMethods")
    void withMethodChangesItsValueAndNoOther(Record record, Method with) throws ReflectiveOperationException {
        Object changed = with.getParameterTypes()[0] == UnaryOperator.class
                ? with.invoke(record, operator(component(record, with)))
                : with.invoke(record, other(component(record, with).invoke(record)));

        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object before = component.getAccessor().invoke(record);
            Object after = component.getAccessor().invoke(changed);
            if (component.getAccessor().equals(component(record, with))) {
                assertThat(after).as(component.getName()).isNotEqualTo(before);
            } else {
                assertThat(after).as(component.getName()).isEqualTo(before);
            }
        }
    }

    @Test
    void testsReachEveryPartInOneExpression() {
        ServerConfig config = ServerConfig.defaults()
                .withListen(listen -> listen.withPort(0).withEventLoops(2))
                .withWebSocket(webSocket -> webSocket.withMessageBytesMax(17 << 20))
                .withDataDir(Path.of("there"));

        assertThat(config.listen().port()).isZero();
        assertThat(config.listen().eventLoops()).isEqualTo(2);
        assertThat(config.webSocket().messageBytesMax()).isEqualTo(17 << 20);
        assertThat(config.dataDir()).isEqualTo(Path.of("there"));
    }

    private static Stream<Object[]> withMethods() {
        ServerConfig config = ServerConfig.defaults();
        return Stream.of(
                        config,
                        config.listen(),
                        config.http(),
                        config.webSocket(),
                        config.access(),
                        config.sessions(),
                        config.rooms(),
                        config.memoryStore(),
                        config.retention())
                .flatMap(record -> Arrays.stream(record.getClass().getMethods())
                        .filter(method -> method.getName().startsWith("with"))
                        .map(method -> new Object[] {record, method}));
    }

    private static Method component(Record record, Method with) throws NoSuchMethodException {
        String name = with.getName().substring("with".length());
        return record.getClass().getMethod(Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }

    /** Changes a nested record by the first of its own with methods. */
    private static UnaryOperator<Object> operator(Method component) {
        Method with = Arrays.stream(component.getReturnType().getMethods())
                .filter(method -> method.getName().startsWith("with"))
                .findFirst()
                .orElseThrow();
        return nested -> {
            try {
                return with.invoke(
                        nested, other(component((Record) nested, with).invoke(nested)));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        };
    }

    private static Object other(Object value) {
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof Long number) {
            return number + 1;
        }
        if (value instanceof Boolean truth) {
            return !truth;
        }
        if (value instanceof Enum<?> constant) {
            return Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                    .filter(other -> other != constant)
                    .findFirst()
                    .orElseThrow();
        }
        if (value instanceof StoreChoice) {
            return new StoreChoice.Memory();
        }
        if (value instanceof Set) {
            return Set.of(Access.Way.OIDC);
        }
        if (value instanceof Optional) {
            // Of whatever: nothing looks inside.
            return Optional.of("other");
        }
        return value instanceof List ? List.of("null") : Path.of("other");
    }
}
