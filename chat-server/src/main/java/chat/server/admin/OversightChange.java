package chat.server.admin;

import static chat.server.admin.AdminChange.LISTED_MAX;
import static chat.server.admin.AdminChange.await;
import static chat.server.admin.AdminChange.day;

import chat.protocol.Author;
import chat.protocol.ProtocolException;
import chat.protocol.Reason;
import chat.protocol.Report;
import chat.protocol.ReportOutcome;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.auth.Addresses;
import chat.server.config.Arguments;
import chat.server.oversight.BanOversight;
import chat.server.oversight.By;
import chat.server.oversight.Oversight;
import chat.server.oversight.RoomOversight;
import chat.server.store.AuditEntry;
import chat.server.store.StoredAccount;
import chat.server.store.StoredMember;
import chat.server.store.StoredRestriction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code admin …} does with bans, rooms and reports, and how it shows who did what. */
final class OversightChange {
    private static final By BY = By.operator();

    private final Oversight oversight;

    OversightChange(Oversight oversight) {
        this.oversight = oversight;
    }

    String run(AdminAction action, Arguments arguments) throws CommandException, IOException {
        String what = arguments.operand(1).orElse("");
        Optional<String> after = arguments.option(AdminCommand.AFTER);
        return switch (action) {
            case BAN -> ban(what, arguments);
            case UNBAN -> unban(what);
            case BANS -> bans(after);
            case ROOMS -> rooms(after);
            case MEMBERS -> members(room(what), after);
            case OWNER -> setOwner(room(what), arguments.operand(2).orElse(""));
            case DELETE_ROOM -> deleteRoom(room(what));
            case REPORTS -> reports(after);
            case RESOLVE ->
                resolve(number(what), arguments.option(AdminCommand.OUTCOME).orElse("handled"));
            case AUDIT -> audit(Parameters.number(arguments, AdminCommand.BEFORE));
            default -> throw new IllegalArgumentException("action: " + action + " (expected: not one of accounts)");
        };
    }

    private String ban(String who, Arguments arguments) throws CommandException, IOException {
        Optional<String> address = Addresses.parse(who);
        BanOversight.Whom whom;
        if (address.isPresent()) {
            whom = new BanOversight.Address(address.get());
        } else {
            whom = new BanOversight.User(user(who), arguments.isOn(AdminCommand.ADDRESS));
        }
        Optional<String> why = arguments.option(AdminCommand.REASON);
        BanOversight.Wish wish = new BanOversight.Wish(
                whom, seconds(arguments), why.isPresent() ? Optional.of(reason(why.get())) : Optional.empty());
        return "banned: " + line(await(oversight.bans().ban(BY, wish)));
    }

    private static OptionalLong seconds(Arguments arguments) throws CommandException {
        OptionalInt days = Parameters.number(arguments, AdminCommand.DAYS);
        OptionalInt hours = Parameters.number(arguments, AdminCommand.HOURS);
        if (days.isEmpty() && hours.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(TimeUnit.DAYS.toSeconds(days.orElse(0)) + TimeUnit.HOURS.toSeconds(hours.orElse(0)));
    }

    private String unban(String who) throws CommandException, IOException {
        Optional<String> address = Addresses.parse(who);
        String subject = address.isPresent() ? address.get() : user(who).value();
        await(oversight.bans().lift(BY, subject));
        return who + " is banned no longer";
    }

    private String bans(Optional<String> after) throws CommandException, IOException {
        return list("bans", await(oversight.bans().list(after, LISTED_MAX)), OversightChange::line);
    }

    private static String line(StoredRestriction ban) {
        String name = ban.target().user().map(user -> "  " + user.name()).orElse("");
        String address =
                ban.target().user().isPresent() && ban.target().address().isPresent()
                        ? "  and from " + ban.target().address().get()
                        : "";
        String until = ban.until().isPresent() ? "until " + day(ban.until().getAsLong()) : "for ever";
        return ban.key().subject() + name + address + "  " + until + "  by "
                + ban.by().name() + ", " + day(ban.at())
                + ban.reason().map(why -> "  " + why).orElse("");
    }

    private String rooms(Optional<String> after) throws CommandException, IOException {
        Optional<RoomName> behind = after.isPresent() ? Optional.of(room(after.get())) : Optional.empty();
        return list(
                "rooms", await(oversight.rooms().list(Optional.empty(), behind, LISTED_MAX)), OversightChange::line);
    }

    private static String line(RoomOversight.Overview overview) {
        return overview.room().room() + "  "
                + overview.room().room().visibility().wireName() + "  "
                + overview.room().title() + "  " + overview.events() + " events, "
                + (overview.lastAt() == 0 ? "none" : "the last " + day(overview.lastAt())) + "  "
                + overview.room().members().size() + " members, " + overview.present() + " there";
    }

    private String members(RoomName room, Optional<String> after) throws CommandException, IOException {
        Optional<UserId> behind = after.isPresent() ? Optional.of(user(after.get())) : Optional.empty();
        return list(
                "members of " + room,
                await(oversight.rooms().members(room, behind, LISTED_MAX)),
                (StoredMember it) -> it.author().id() + "  " + it.author().name() + "  "
                        + it.role().wireName());
    }

    private String setOwner(RoomName room, String who) throws CommandException, IOException {
        await(oversight.rooms().setOwner(BY, room, user(who)));
        return who + " is an owner of " + room;
    }

    private String deleteRoom(RoomName room) throws CommandException, IOException {
        await(oversight.rooms().delete(BY, room));
        return "room " + room + " is deleted";
    }

    private String reports(Optional<String> after) throws CommandException, IOException {
        long behind = after.isPresent() ? number(after.get()) : 0;
        return list("reports", await(oversight.reports().open(behind, LISTED_MAX)), OversightChange::line);
    }

    private static String line(Report report) {
        return report.report() + "  " + report.post().room() + " "
                + report.post().seq() + "  of "
                + name(report.post().from()) + ": "
                + quoted(report.post().text().value()) + "  by "
                + name(report.by()) + ", " + day(report.at()) + ": " + report.reason();
    }

    private static String name(Author author) {
        return author.name() + " (" + author.id() + ")";
    }

    /** On one line. */
    private static String quoted(String text) {
        return '"' + text.replaceAll("\\s+", " ") + '"';
    }

    private String resolve(long number, String outcome) throws CommandException, IOException {
        try {
            await(oversight.reports().resolve(BY, number, ReportOutcome.parse(outcome)));
        } catch (ProtocolException e) {
            throw new CommandException(e.rule(), e);
        }
        return "report " + number + " is " + outcome;
    }

    private String audit(OptionalInt before) throws CommandException, IOException {
        long smaller = before.isPresent() ? before.getAsInt() : Long.MAX_VALUE;
        return list("entries", await(oversight.trail(smaller, LISTED_MAX)), OversightChange::line);
    }

    private static String line(AuditEntry.Stored stored) {
        AuditEntry entry = stored.entry();
        return stored.id() + "  " + day(entry.at()) + "  "
                + entry.by().map(UserId::value).orElse("operator") + "  " + entry.act()
                + entry.room().map(room -> "  in " + room).orElse("")
                + entry.user().map(user -> "  " + user).orElse("")
                + (entry.detail().isEmpty() ? "" : "  " + entry.detail());
    }

    private static <T> String list(String what, List<T> all, Function<T, String> line) {
        String count = all.size() == LISTED_MAX ? "the next " + LISTED_MAX : String.valueOf(all.size());
        return count + " " + what
                + all.stream().map(it -> "\n" + line.apply(it)).collect(Collectors.joining());
    }

    /** By the name of an account, or by the id of anybody. */
    private UserId user(String text) throws CommandException {
        try {
            Optional<StoredAccount> named = oversight.accounts().named(UserName.parse(text));
            if (named.isPresent()) {
                return named.get().id();
            }
        } catch (ProtocolException noName) {
            // Then it is an id, or nothing.
        }
        try {
            return UserId.parse(text);
        } catch (ProtocolException e) {
            throw new CommandException("user: " + text + " (expected: the name of an account, or an id)", e);
        }
    }

    private static RoomName room(String text) throws CommandException {
        try {
            return RoomName.parse(text);
        } catch (ProtocolException e) {
            throw new CommandException(e.rule(), e);
        }
    }

    private static long number(String text) throws CommandException {
        if (!text.matches("[0-9]{1,18}")) {
            throw new CommandException("number: " + text + " (expected: one that reports lists)");
        }
        return Long.parseLong(text);
    }

    static boolean isReason(String text) {
        try {
            Reason.parse(text);
            return true;
        } catch (ProtocolException e) {
            return false;
        }
    }

    private static Reason reason(String text) throws CommandException {
        try {
            return Reason.parse(text);
        } catch (ProtocolException e) {
            throw new CommandException(e.rule(), e);
        }
    }
}
