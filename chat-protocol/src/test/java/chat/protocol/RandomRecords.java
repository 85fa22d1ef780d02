package chat.protocol;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random messages of every type, made from nothing but what their records say: a new one is among them by itself. */
final class RandomRecords {
    /** Texts that only the server makes. */
    private static final Set<String> PRINTABLE = Set.of("token", "epoch", "cursor", "next");

    private static final List<String> EMOJI = List.of("👍", "👍🏽", "❤️", "🇧🇷", "7️⃣", "👨‍👩‍👧‍👦", "©");

    private static final RoomName HIDDEN = new RoomName("~p" + "a2".repeat(12) + "z");

    private final RandomInput any;

    RandomRecords(RandomInput any) {
        this.any = any;
    }

    /** A record of any type behind a sealed interface. */
    <T> T of(Class<T> sealed) {
        List<Class<?>> types = Records.of(sealed).toList();
        return sealed.cast(ofRecord(any.oneOf(types)));
    }

    private Object ofRecord(Class<?> record) {
        if (record == PostState.class) {
            return state();
        }
        List<Object> values = new ArrayList<>();
        Stream.of(record.getRecordComponents()).forEach(component -> values.add(valueOf(component)));
        if (record == ClientMessage.History.class) {
            keepOnePlace(values);
        } else if (record == ClientMessage.CreateRoom.class) {
            keepToTheVisibility(values);
        } else if (record == SettingsChange.class && values.stream().allMatch(Objects::isNull)) {
            values.set(3, true);
        }
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(Stream.of(record.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("record: " + record, e);
        }
    }

    /** Of {@code before}, {@code after} and {@code around} only one may be there, and {@code thread} not beside the last. */
    private void keepOnePlace(List<@Nullable Object> values) {
        int kept = 2 + any.number(3);
        for (int place = 2; place <= 4; place++) {
            if (place != kept) {
                values.set(place, null);
            }
        }
        if (kept == 4) {
            values.set(5, null);
        }
    }

    /** A public room has a name, a private one a {@code cid}; direct ones are made otherwise. */
    private void keepToTheVisibility(List<@Nullable Object> values) {
        boolean isPublic = any.number(2) == 0;
        values.set(isPublic ? 1 : 2, isPublic ? RoomName.LOBBY : new Cid(any.cid()));
        values.set(5, isPublic ? Visibility.PUBLIC : Visibility.PRIVATE);
    }

    private PostState state() {
        int replies = any.number(3);
        return new PostState(
                any.number(2) == 0 ? null : any.position(),
                any.number(2) == 0,
                any.number(2) == 0,
                replies,
                replies == 0 ? null : any.position(),
                List.copyOf(listOf(Reaction.class)));
    }

    private @Nullable Object valueOf(RecordComponent component) {
        boolean mayBeAbsent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (mayBeAbsent && any.number(2) == 0) {
            return null;
        }
        return component.getType() == String.class ? text(component.getName()) : value(component.getGenericType());
    }

    private String text(String name) {
        if (name.equals("query")) {
            String query = any.cid();
            return query.substring(0, Math.min(query.length(), ProtocolLimits.USER_NAME_CODE_POINTS_MAX));
        }
        return PRINTABLE.contains(name) ? any.cid() : any.line();
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType list) {
            return listOf((Class<?>) list.getActualTypeArguments()[0]);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return any.oneOf(List.of(raw.getEnumConstants()));
        }
        Map<Class<?>, Object> simple = Map.ofEntries(
                Map.entry(long.class, any.position()),
                Map.entry(Long.class, any.position()),
                Map.entry(int.class, 1 + any.number(50)),
                Map.entry(Integer.class, 1 + any.number(50)),
                Map.entry(boolean.class, any.number(2) == 0),
                Map.entry(Boolean.class, any.number(2) == 0),
                Map.entry(Cid.class, new Cid(any.cid())),
                Map.entry(UserId.class, new UserId("u" + any.number(1_000))),
                Map.entry(UserName.class, new UserName("Ana").numbered(1 + any.number(1_000))),
                Map.entry(RoomName.class, any.oneOf(List.of(RoomName.LOBBY, new RoomName("日本語"), HIDDEN))),
                Map.entry(RoomTitle.class, new RoomTitle("Jazz & " + any.number(1_000))),
                Map.entry(MessageText.class, new MessageText(any.line())),
                Map.entry(Description.class, any.oneOf(List.of(Description.NONE, new Description("às\n20h")))),
                Map.entry(Reason.class, new Reason("spam " + any.number(1_000))),
                Map.entry(Topic.class, any.oneOf(List.of(Topic.NONE, new Topic("às 20h")))),
                Map.entry(Emoji.class, new Emoji(any.oneOf(EMOJI))));
        Object value = simple.get(raw);
        if (value != null) {
            return value;
        }
        return raw.isSealed() ? of(raw) : ofRecord(raw);
    }

    private <T> List<T> listOf(Class<T> type) {
        List<T> list = new ArrayList<>();
        // Never empty where something must be said: in the list of users of a direct room.
        for (int i = any.number(3) + (type == UserId.class ? 1 : 0); i > 0; i--) {
            list.add(type.cast(value(type)));
        }
        return list;
    }
}
