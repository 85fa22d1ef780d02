package chat.protocol;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the message records say of themselves: tests hold the codec, the golden files and the document to it. */
final class Records {
    /** Records that are no object of their own on the wire: their fields stand in the object around them. */
    private static final Set<Class<?>> WRITTEN_IN_PLACE = Set.of(PostState.class, ReadMark.class, Snippet.class);

    /** Components that have another name on the wire. */
    private static final Map<String, String> WIRE_NAMES = Map.of("Hit.post", "event", "Snippet.text", "snippet");

    /** Where a room without a topic has no {@code topic}. */
    private static final Set<Class<?>> OF_ROOMS =
            Set.of(ServerMessage.Joined.class, ServerMessage.Reset.class, RoomSummary.class);

    private Records() {}

    /**
     * A field on the wire.
     *
     * @param mayBeAbsent it is left out when there is nothing to say
     */
    record Field(String name, Type type, boolean mayBeAbsent, List<RecordComponent> path) {
        private static Field of(RecordComponent component) {
            Class<?> owner = component.getDeclaringRecord();
            String name =
                    WIRE_NAMES.getOrDefault(owner.getSimpleName() + "." + component.getName(), component.getName());
            boolean mayBeAbsent = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    || owner == PostState.class
                    || (component.getType() == Topic.class && OF_ROOMS.contains(owner));
            return new Field(name, component.getGenericType(), mayBeAbsent, List.of(component));
        }

        private Field within(RecordComponent outer) {
            return new Field(
                    name,
                    type,
                    mayBeAbsent,
                    Stream.concat(Stream.of(outer), path.stream()).toList());
        }

        /** The record's value for this field; null when it is left out. */
        @Nullable
        Object of(Object message) {
            Object value = message;
            for (RecordComponent component : path) {
                value = get(component, value);
            }
            return mayBeAbsent && saysNothing(value) ? null : value;
        }

        private static boolean saysNothing(@Nullable Object value) {
            return value == null
                    || value.equals(false)
                    || value.equals(0)
                    || value.equals(List.of())
                    || value.equals(Topic.NONE);
        }
    }

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
    static Stream<Field> fields(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .flatMap(component -> WRITTEN_IN_PLACE.contains(component.getType())
                        ? fields(component.getType()).map(field -> field.within(component))
                        : Stream.of(Field.of(component)));
    }

    /** The names of a record's fields. */
    static List<String> fieldsOf(Class<?> record) {
        return fields(record).map(Field::name).toList();
    }

    /** The names of the fields that may be absent. */
    static List<String> optionalFieldsOf(Class<?> record) {
        return fields(record).filter(Field::mayBeAbsent).map(Field::name).toList();
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
