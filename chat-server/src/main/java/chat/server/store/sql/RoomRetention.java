package chat.server.store.sql;

import chat.protocol.RoomName;
import chat.server.config.Retention;
import chat.server.store.Progress;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How long rooms keep their events, and the dropping of those that they no longer do. */
final class RoomRetention {
    private final UpkeepTurns turns;
    private final Retention byDefault;

    /** A room and what holds for it. */
    record Kept(long id, RoomName name, Retention rule) {
        /** What holds when nobody knows how old something is. */
        Kept whateverTheTime() {
            return new Kept(id, name, new Retention(0, rule.events()));
        }
    }

    RoomRetention(UpkeepTurns turns, Retention byDefault) {
        this.turns = turns;
        this.byDefault = byDefault;
    }

    /** Every room; nobody is in the way of those that are being imported. */
    List<Kept> rooms() throws IOException {
        return turns.read(statements -> {
            PreparedStatement query = statements.get("SELECT id, name, retention_days, retention_events FROM rooms"
                    + " WHERE state = " + Codes.THERE + " ORDER BY name");
            List<Kept> rooms = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rooms.add(kept(row));
                }
            }
            return rooms;
        });
    }

    private Kept kept(ResultSet row) throws SQLException {
        int days = row.getInt(3);
        int daysHere = row.wasNull() ? byDefault.days() : days;
        int events = row.getInt(4);
        int eventsHere = row.wasNull() ? byDefault.events() : events;
        return new Kept(row.getLong(1), new RoomName(row.getString(2)), new Retention(daysHere, eventsHere));
    }

    /**
     * Sets a room's own rule; what is left out is as for all rooms.
     *
     * @return what holds now; nothing: there is no such room
     */
    Optional<Kept> set(RoomName room, OptionalInt days, OptionalInt events) throws IOException {
        turns.take(
                log -> {
                    PreparedStatement update = log.statements()
                            .get("UPDATE rooms SET retention_days = ?, retention_events = ? WHERE name = ? AND state = "
                                    + Codes.THERE);
                    bind(update, 1, days);
                    bind(update, 2, events);
                    update.setString(3, room.value());
                    return update.executeUpdate();
                },
                false);
        return rooms().stream().filter(kept -> kept.name().equals(room)).findFirst();
    }

    private static void bind(PreparedStatement statement, int index, OptionalInt value) throws SQLException {
        if (value.isPresent()) {
            statement.setInt(index, value.getAsInt());
        } else {
            statement.setNull(index, Types.INTEGER);
        }
    }

    /** Whether a room has something that it no longer keeps. */
    boolean isDue(Kept room, Instant now) throws IOException {
        Retention rule = room.rule();
        return (rule.days() > 0 || rule.events() > 0)
                && turns.read(statements -> RetentionStep.isDue(statements, room.id(), limits(rule, now)));
    }

    private static RetentionStep.Limits limits(Retention rule, Instant now) {
        long before = rule.days() == 0
                ? 0
                : Math.max(0, now.minus(Duration.ofDays(rule.days())).toEpochMilli());
        return new RetentionStep.Limits(before, rule.events());
    }

    /** Drops what a room no longer keeps; returns how many events that were. */
    long apply(Kept room, Instant now, Progress progress) throws IOException {
        RetentionStep.Limits limits = limits(room.rule(), now);
        long dropped = 0;
        boolean more = true;
        while (more) {
            RetentionStep.Dropped step =
                    turns.take(log -> new RetentionStep(log.statements(), log.dialect()).run(room.id(), limits), true);
            dropped += step.dropped();
            more = step.more();
            progress.at("events dropped from " + room.name(), dropped, 0);
        }
        return dropped;
    }
}
