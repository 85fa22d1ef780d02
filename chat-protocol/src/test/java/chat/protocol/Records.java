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
    /** Components whose records are no object of their own on the wire: their fields stand in the object around them. */
    private static final Set<String> WRITTEN_IN_PLACE = Set.of(
            "Posted.state",
            "Posted.mentions",
            "Edited.mentions",
            "ReadUpTo.mark",
            "Seen.mark",
            "Hit.snippet",
            "Joined.view",
            "Reset.view",
            "RoomView.settings",
            "RoomChanged.settings",
            "RoomMember.user",
            "SetRoom.change");

    /** Components that have another name on the wire. */
    private static final Map<String, String> WIRE_NAMES = Map.of(
            "Hit.post", "event",
            "Snippet.text", "snippet",
            "Mentions.users", "mentions",
            "Mentions.room", "mentionsRoom");

    /** Components that are left out when they say what is so as a rule. */
    private static final Set<String> LEFT_OUT = Set.of(
            "Mentions.users",
            "Mentions.room",
            "RoomView.topic",
            "RoomSummary.topic",
            "RoomSummary.description",
            "RoomSummary.posting",
            "RoomSummary.archived",
            "RoomMember.role",
            "RoomMember.absent",
            "MyRoom.topic",
            "MyRoom.people",
            "MyRoom.archived",
            "ReadMark.mentions",
            "Joined.seen",
            "Reset.seen");

    /** What is so as a rule. */
    private static final Set<Object> AS_A_RULE =
            Set.of(false, 0, List.of(), Topic.NONE, Description.NONE, Posting.ALL, Role.MEMBER);

    private Records() {}

    /**
     * A field on the wire.
     *
     * @param mayBeAbsent it is left out when there is nothing to say
     * @param leftOut it is left out when what it says is so as a rule
     */
    record Field(String name, Type type, boolean mayBeAbsent, boolean leftOut, List<RecordComponent> path) {
        private static Field of(RecordComponent component) {
            Class<?> owner = component.getDeclaringRecord();
            String name = WIRE_NAMES.getOrDefault(fullName(component), component.getName());
            boolean leftOut = owner == PostState.class || LEFT_OUT.contains(fullName(component));
            boolean mayBeAbsent = leftOut || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            return new Field(name, component.getGenericType(), mayBeAbsent, leftOut, List.of(component));
        }

        private Field within(RecordComponent outer) {
            return new Field(
                    name,
                    type,
                    mayBeAbsent,
                    leftOut,
                    Stream.concat(Stream.of(outer), path.stream()).toList());
        }

        /** The record's value for this field; null when it is left out. */
        @Nullable
        Object of(Object message) {
            Object value = message;
            for (RecordComponent component : path) {
                value = get(component, value);
            }
            return value == null || (leftOut && AS_A_RULE.contains(value)) ? null : value;
        }
    }

    private static String fullName(RecordComponent component) {
        return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    }

    /** Every record behind a sealed interface, however deep, and once, whatever else it is. */
    static Stream<Class<?>> of(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses())
                        .flatMap(Records::of)
                        .distinct()
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
                .flatMap(component -> WRITTEN_IN_PLACE.contains(fullName(component))
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

    /** The name of an enum's value on the wire. */
    static String wireName(Enum<?> value) {
        try {
            return (String) value.getDeclaringClass().getMethod("wireName").invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("wireName: " + value, e);
        }
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
