package chat.protocol;

import static chat.protocol.JsonClientMessages.cid;
import static chat.protocol.JsonClientMessages.id;
import static chat.protocol.JsonClientMessages.limit;
import static chat.protocol.JsonClientMessages.on;
import static chat.protocol.JsonClientMessages.room;
import static chat.protocol.JsonClientMessages.roomAfter;
import static chat.protocol.JsonClientMessages.target;
import static chat.protocol.JsonClientMessages.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How every {@link RoomMessage} is read from JSON. */
final class JsonRoomRequests {
    static final Map<String, JsonClientMessages.Reader> READERS = Map.ofEntries(
            Map.entry("invite", JsonRoomRequests::invite),
            Map.entry(
                    "removeMember",
                    fields ->
                            new RoomMessage.RemoveMember(id(fields), room(fields), cid(fields), requiredUser(fields))),
            Map.entry("setRole", JsonRoomRequests::setRole),
            Map.entry("setRoom", JsonRoomRequests::setRoom),
            Map.entry("direct", fields -> new RoomMessage.Direct(id(fields), users(fields))),
            Map.entry("deleteRoom", fields -> new RoomMessage.DeleteRoom(id(fields), room(fields))),
            Map.entry(
                    "kick",
                    fields -> new RoomMessage.Kick(id(fields), room(fields), requiredUser(fields), reason(fields))),
            Map.entry("restrict", JsonRoomRequests::restrict),
            Map.entry("restrictions", JsonRoomRequests::restrictions),
            Map.entry("report", JsonRoomRequests::report),
            Map.entry("reports", JsonRoomRequests::reports),
            Map.entry("resolveReport", JsonRoomRequests::resolveReport),
            Map.entry("block", fields -> new RoomMessage.Block(id(fields), requiredUser(fields), on(fields))),
            Map.entry("blocks", fields -> new RoomMessage.Blocks(id(fields))),
            Map.entry(
                    "myRooms",
                    fields -> new RoomMessage.MyRooms(
                            id(fields), roomAfter(fields), limit(fields, ProtocolLimits.LIST_PAGE_MAX))),
            Map.entry("findUsers", JsonRoomRequests::findUsers));

    private JsonRoomRequests() {}

    private static ClientMessage invite(JsonFields fields) throws ProtocolException {
        String role = fields.text("role");
        return new RoomMessage.Invite(
                id(fields),
                room(fields),
                cid(fields),
                requiredUser(fields),
                role == null ? Role.MEMBER : Role.parse(role));
    }

    private static ClientMessage setRole(JsonFields fields) throws ProtocolException {
        Role role = Role.parse(fields.requiredText("role"));
        return new RoomMessage.SetRole(id(fields), room(fields), cid(fields), requiredUser(fields), role);
    }

    private static ClientMessage setRoom(JsonFields fields) throws ProtocolException {
        SettingsChange change = change(fields);
        if (change.acts().isEmpty()) {
            throw JsonFields.invalid("title", "must be there, or description, posting, archived or slowSeconds");
        }
        return new RoomMessage.SetRoom(id(fields), room(fields), cid(fields), change);
    }

    private static SettingsChange change(JsonFields fields) throws ProtocolException {
        String title = fields.text("title");
        String description = fields.text("description");
        String posting = fields.text("posting");
        return new SettingsChange(
                title == null ? null : RoomTitle.parse(title),
                description == null ? null : Description.parse(description),
                posting == null ? null : Posting.parse(posting),
                fields.flag("archived"),
                number(fields, "slowSeconds", 0, ProtocolLimits.SLOW_SECONDS_MAX));
    }

    private static ClientMessage restrict(JsonFields fields) throws ProtocolException {
        RestrictionKind kind = RestrictionKind.parse(fields.requiredText("kind"));
        Boolean byAddress = fields.flag("byAddress");
        return new RoomMessage.Restrict(
                id(fields),
                room(fields),
                requiredUser(fields),
                kind,
                on(fields),
                number(fields, "seconds", 1, ProtocolLimits.RESTRICTION_SECONDS_MAX),
                byAddress != null && byAddress,
                reason(fields));
    }

    private static ClientMessage restrictions(JsonFields fields) throws ProtocolException {
        return new RoomMessage.Restrictions(
                id(fields), room(fields), user(fields, "after"), limit(fields, ProtocolLimits.LIST_PAGE_MAX));
    }

    private static ClientMessage report(JsonFields fields) throws ProtocolException {
        Reason reason = Reason.parse(fields.requiredText("reason"));
        return new RoomMessage.Report(id(fields), room(fields), target(fields), reason);
    }

    private static ClientMessage reports(JsonFields fields) throws ProtocolException {
        return new RoomMessage.Reports(
                id(fields),
                room(fields),
                fields.integer("after", 0, JsonFields.INTEGER_MAX),
                limit(fields, ProtocolLimits.LIST_PAGE_MAX));
    }

    private static ClientMessage resolveReport(JsonFields fields) throws ProtocolException {
        return new RoomMessage.ResolveReport(
                id(fields),
                room(fields),
                fields.requiredInteger("report", 1, JsonFields.INTEGER_MAX),
                ReportOutcome.parse(fields.requiredText("outcome")));
    }

    private static ClientMessage findUsers(JsonFields fields) throws ProtocolException {
        String query = fields.requiredText("query");
        if (query.isEmpty()
                || query.codePointCount(0, query.length()) > ProtocolLimits.USER_NAME_CODE_POINTS_MAX
                || query.codePoints().anyMatch(c -> Characters.isControl(c) || Characters.isSurrogate(c))) {
            throw JsonFields.invalid("query", "1 to 32 characters, no control characters");
        }
        return new RoomMessage.FindUsers(id(fields), query, limit(fields, ProtocolLimits.FOUND_USERS_MAX));
    }

    private static UserId requiredUser(JsonFields fields) throws ProtocolException {
        UserId user = user(fields, "user");
        if (user == null) {
            throw JsonFields.invalid("user", "is missing");
        }
        return user;
    }

    private static List<UserId> users(JsonFields fields) throws ProtocolException {
        List<String> texts = fields.texts("users");
        if (texts == null || texts.isEmpty() || texts.size() > ProtocolLimits.DIRECT_USERS_MAX) {
            throw JsonFields.invalid("users", "1 to " + ProtocolLimits.DIRECT_USERS_MAX + " ids of users");
        }
        List<UserId> users = new ArrayList<>(texts.size());
        for (String text : texts) {
            try {
                users.add(UserId.parse(text));
            } catch (ProtocolException e) {
                throw JsonFields.invalid("users", "must be ids of users");
            }
        }
        return users;
    }

    private static @Nullable Reason reason(JsonFields fields) throws ProtocolException {
        String reason = fields.text("reason");
        return reason == null ? null : Reason.parse(reason);
    }

    private static @Nullable Integer number(JsonFields fields, String name, int min, int max) throws ProtocolException {
        Long number = fields.integer(name, min, max);
        return number == null ? null : number.intValue();
    }
}
