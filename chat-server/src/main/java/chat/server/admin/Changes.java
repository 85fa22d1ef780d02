package chat.server.admin;

import chat.protocol.ProtocolException;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.server.auth.Accounts;
import chat.server.config.Arguments;
import chat.server.config.Retention;
import chat.server.oversight.Oversight;
import chat.server.store.Progress;
import chat.server.store.sql.Upkeep;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;

/** Everything that commands change, by the names of the commands. */
public final class Changes {
    static final String RETENTION = "retention";
    static final String ERASE_USER = "erase-user";
    static final String IMPORT = "import";
    static final String DAYS = "days";
    static final String EVENTS = "events";
    static final String OFF = "off";
    static final String DEFAULT = "default";

    private static final String LATER = "; some bytes stay on the disk until whoever reads them has ended";

    private static final String NO_ROOM =
            "; copies of some texts stay in the database until it is written anew, for which"
                    + " the disk has no room (expected: twice the size of the database; the next erase-user or retention does it)";

    private final Upkeep upkeep;
    private final Accounts accounts;
    private final Map<String, Change> changes;

    /** Changes to the store that these look after. */
    public Changes(Upkeep upkeep, Accounts accounts, Oversight oversight) {
        this.upkeep = upkeep;
        this.accounts = accounts;
        this.changes = Map.of(
                RETENTION,
                this::retain,
                ERASE_USER,
                this::erase,
                IMPORT,
                (arguments, input, progress) -> new ImportChange(upkeep).run(arguments, input, progress),
                AdminCommand.NAME,
                new AdminChange(oversight));
    }

    Map<String, Change> all() {
        return changes;
    }

    Change named(String name) throws CommandException {
        Change change = changes.get(name);
        if (change == null) {
            throw new CommandException("command: " + name + " (expected: one of " + changes.keySet() + ")");
        }
        return change;
    }

    /** What can be said without a store. */
    static void check(String name, Arguments arguments) throws CommandException {
        boolean numbers =
                arguments.option(DAYS).isPresent() || arguments.option(EVENTS).isPresent();
        int choices = (numbers ? 1 : 0) + (arguments.isOn(OFF) ? 1 : 0) + (arguments.isOn(DEFAULT) ? 1 : 0);
        if (name.equals(RETENTION) && choices != 1) {
            throw new CommandException(
                    "retention: " + choices + " rules (expected: --days, --events or both; or --off; or --default)");
        }
    }

    private String retain(Arguments arguments, Change.Input input, Progress progress)
            throws CommandException, IOException {
        check(RETENTION, arguments);
        RoomName room = Parameters.room(arguments)
                .orElseThrow(() -> new CommandException("--room: missing (expected: a room)"));
        OptionalInt none = arguments.isOn(DEFAULT) ? OptionalInt.empty() : OptionalInt.of(0);
        OptionalInt days = Parameters.number(arguments, DAYS);
        OptionalInt events = Parameters.number(arguments, EVENTS);
        Upkeep.Applied applied = upkeep.retain(
                        room, days.isPresent() ? days : none, events.isPresent() ? events : none, progress)
                .orElseThrow(() -> noSuch(room));
        String dropped = applied.dropped() == 0 ? "" : "; " + applied.dropped() + " events dropped" + wipe(progress);
        return "room " + room + " keeps " + words(applied.rule()) + dropped;
    }

    static CommandException noSuch(RoomName room) {
        return new CommandException("room: " + room + " (expected: a room with messages)");
    }

    private static String words(Retention rule) {
        String days = rule.days() == 0 ? "" : "events of the last " + rule.days() + " days";
        String events = rule.events() == 0 ? "" : "the newest " + rule.events() + " events";
        if (days.isEmpty() && events.isEmpty()) {
            return "all events";
        }
        return days + (days.isEmpty() || events.isEmpty() ? "" : ", of these ") + events;
    }

    private String erase(Arguments arguments, Change.Input input, Progress progress)
            throws CommandException, IOException {
        UserId user = user(arguments.operand(0).orElse(""));
        Upkeep.Erased erased = upkeep.erase(user, progress);
        accounts.erased(user);
        if (erased.isNothing()) {
            throw new CommandException("user: " + user + " (expected: the id of somebody who has written or read)");
        }
        String what = erased.events() > 0 || erased.marks() == 0
                ? erased.events() + " events"
                : "the read marks of " + erased.marks() + " rooms";
        return "user " + user + " erased from " + what + wipe(progress);
    }

    private static UserId user(String text) throws CommandException {
        try {
            return UserId.parse(text);
        } catch (ProtocolException e) {
            throw new CommandException("user: " + text + " (expected: " + e.rule() + ")");
        }
    }

    private String wipe(Progress progress) throws IOException {
        String rebuilt = upkeep.rebuilt(progress) ? "" : NO_ROOM;
        return rebuilt + (upkeep.wiped(progress) ? "" : LATER);
    }
}
