package chat.protocol;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the message records say of themselves: tests hold the codec, the golden files and the document to it. */
final class Records {
    private Records() {}

    /** Every record behind a sealed interface, however deep. */
    static Stream<Class<?>> of(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(Records::of)
                : Stream.of(sealed);
    }

    /** A record's {@code type} on the wire. */
    static String typeOf(Class<?> message) {
        if (message == ServerMessage.Failure.class) {
            return "error";
        }
        String name = message.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** A record's fields on the wire, {@code type} apart, in their order. */
    static List<String> fieldsOf(Class<?> message) {
        return Arrays.stream(message.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** The fields that may be absent: those of a type that is marked nullable. */
    static List<String> nullableFieldsOf(Class<?> message) {
        return Arrays.stream(message.getRecordComponents())
                .filter(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList();
    }

    /** A record's value for one of its components. */
    static Object get(RecordComponent component, Object message) {
        try {
            return component.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("component: " + component.getName(), e);
        }
    }
}
