package chat.server.api;

import chat.protocol.Author;
import chat.protocol.ProtocolException;
import chat.protocol.ProtocolLimits;
import chat.protocol.Reason;
import chat.protocol.ReportOutcome;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.Visibility;
import chat.server.auth.Account;
import chat.server.auth.Addresses;
import chat.server.auth.Denied;
import chat.server.auth.Why;
import chat.server.oversight.BanOversight;
import chat.server.oversight.By;
import chat.server.oversight.Oversight;
import chat.server.oversight.RoomOversight;
import chat.server.store.AuditEntry;
import chat.server.store.StoredMember;
import chat.server.store.StoredRestriction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What administrators do with bans, rooms and reports, and who did what: {@code /api/admin/…}. */
final class OversightEndpoints {
    private static final int CREATED = 201;
    private static final int PAGE_MAX = 100;

    private final Oversight oversight;
    private final Replies replies;
    private final Admins admins;

    OversightEndpoints(ApiServices services, Replies replies) {
        this.oversight = services.oversight();
        this.replies = replies;
        this.admins = new Admins(services.authenticator());
    }

    List<Endpoint> all() {
        return List.of(
                new Endpoint("GET", "/api/admin/bans", admins.only(this::bans)),
                new Endpoint("POST", "/api/admin/bans", admins.only(this::ban)),
                new Endpoint("DELETE", "/api/admin/bans/{subject}", admins.only(this::lift)),
                new Endpoint("GET", "/api/admin/rooms", admins.only(this::rooms)),
                new Endpoint("DELETE", "/api/admin/rooms/{room}", admins.only(this::deleteRoom)),
                new Endpoint("GET", "/api/admin/rooms/{room}/members", admins.only(this::members)),
                new Endpoint("POST", "/api/admin/rooms/{room}/owners", admins.only(this::setOwner)),
                new Endpoint("GET", "/api/admin/reports", admins.only(this::reports)),
                new Endpoint("POST", "/api/admin/reports/{report}", admins.only(this::resolve)),
                new Endpoint("GET", "/api/admin/audit", admins.only(this::audit)));
    }

    /** A page of a list: one more than was asked for was looked up, so that it is known whether there are more. */
    private record Cut<T>(List<T> page, boolean more) {
        static <S, T> Cut<T> of(List<S> found, int limit, Function<S, T> entry) {
            return new Cut<>(found.stream().limit(limit).map(entry).toList(), found.size() > limit);
        }
    }

    private record Person(String id, String name) {
        static Person of(Author author) {
            return new Person(author.id().value(), author.name().value());
        }
    }

    private record Ban(
            String subject,
            Optional<Person> user,
            Optional<String> address,
            Optional<Long> until,
            Optional<String> reason,
            Person by,
            long at) {
        static Ban of(StoredRestriction ban) {
            return new Ban(
                    ban.key().subject(),
                    ban.target().user().map(Person::of),
                    ban.target().address(),
                    ban.until().isPresent() ? Optional.of(ban.until().getAsLong()) : Optional.empty(),
                    ban.reason().map(Reason::value),
                    Person.of(ban.by()),
                    ban.at());
        }
    }

    private record Bans(List<Ban> bans, boolean more) {}

    private CompletionStage<ApiResponse> bans(Call call, Account admin) {
        Query query = Query.parse(call.request().query());
        int limit = query.number("limit", PAGE_MAX, PAGE_MAX);
        return oversight.bans().list(query.text("after"), limit + 1).thenApply(found -> {
            Cut<Ban> cut = Cut.of(found, limit, Ban::of);
            return replies.ok(new Bans(cut.page, cut.more));
        });
    }

    private CompletionStage<ApiResponse> ban(Call call, Account admin) {
        ApiBody body = call.body();
        long seconds = body.number("seconds", 1, ProtocolLimits.RESTRICTION_SECONDS_MAX, 1);
        OptionalLong wished = body.has("seconds") ? OptionalLong.of(seconds) : OptionalLong.empty();
        Optional<Reason> why = body.optionalText("reason").map(text -> parsed("reason", () -> Reason.parse(text)));
        return oversight
                .bans()
                .ban(By.admin(admin), new BanOversight.Wish(whom(body), wished, why))
                .thenApply(ban -> replies.json(CREATED, Ban.of(ban)));
    }

    private static BanOversight.Whom whom(ApiBody body) {
        Optional<String> address = body.optionalText("address");
        if (address.isPresent()) {
            return new BanOversight.Address(
                    Addresses.parse(address.get()).orElseThrow(() -> Denied.field(Why.INVALID_FIELD, "address")));
        }
        String user = body.text("user");
        return new BanOversight.User(parsed("user", () -> UserId.parse(user)), body.flag("byAddress", false));
    }

    private CompletionStage<ApiResponse> lift(Call call, Account admin) {
        String subject = call.parameter();
        return oversight
                .bans()
                .lift(By.admin(admin), Addresses.parse(subject).orElse(subject))
                .thenApply(done -> ApiResponse.done());
    }

    private record Room(
            String room,
            String visibility,
            String title,
            boolean archived,
            int members,
            int present,
            long events,
            Optional<Long> lastAt) {
        static Room of(RoomOversight.Overview overview) {
            return new Room(
                    overview.room().room().value(),
                    overview.room().room().visibility().wireName(),
                    overview.room().title().value(),
                    overview.room().settings().archived(),
                    overview.room().members().size(),
                    overview.present(),
                    overview.events(),
                    overview.lastAt() == 0 ? Optional.empty() : Optional.of(overview.lastAt()));
        }
    }

    private record Rooms(List<Room> rooms, boolean more) {}

    private CompletionStage<ApiResponse> rooms(Call call, Account admin) {
        Query query = Query.parse(call.request().query());
        int limit = query.number("limit", PAGE_MAX, PAGE_MAX);
        Optional<Visibility> visibility = query.text("visibility").map(OversightEndpoints::visibility);
        Optional<RoomName> after = query.text("after").map(text -> parsed("after", () -> RoomName.parse(text)));
        return oversight.rooms().list(visibility, after, limit + 1).thenApply(found -> {
            Cut<Room> cut = Cut.of(found, limit, Room::of);
            return replies.ok(new Rooms(cut.page, cut.more));
        });
    }

    private static Visibility visibility(String text) {
        return Arrays.stream(Visibility.values())
                .filter(it -> it.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> Denied.field(Why.INVALID_FIELD, "visibility"));
    }

    private CompletionStage<ApiResponse> deleteRoom(Call call, Account admin) {
        return oversight.rooms().delete(By.admin(admin), room(call)).thenApply(done -> ApiResponse.done());
    }

    private record Member(String id, String name, String role) {
        static Member of(StoredMember member) {
            return new Member(
                    member.author().id().value(),
                    member.author().name().value(),
                    member.role().wireName());
        }
    }

    private record Members(List<Member> members, boolean more) {}

    private CompletionStage<ApiResponse> members(Call call, Account admin) {
        Query query = Query.parse(call.request().query());
        int limit = query.number("limit", PAGE_MAX, PAGE_MAX);
        Optional<UserId> after = query.text("after").map(text -> parsed("after", () -> UserId.parse(text)));
        return oversight.rooms().members(room(call), after, limit + 1).thenApply(found -> {
            Cut<Member> cut = Cut.of(found, limit, Member::of);
            return replies.ok(new Members(cut.page, cut.more));
        });
    }

    private CompletionStage<ApiResponse> setOwner(Call call, Account admin) {
        String user = call.body().text("user");
        return oversight
                .rooms()
                .setOwner(By.admin(admin), room(call), parsed("user", () -> UserId.parse(user)))
                .thenApply(done -> ApiResponse.done());
    }

    private record Post(String room, long seq, Person from, long at, String text) {}

    private record Report(long report, Post post, String reason, Person by, long at) {
        static Report of(chat.protocol.Report report) {
            Post post = new Post(
                    report.post().room().value(),
                    report.post().seq(),
                    Person.of(report.post().from()),
                    report.post().at(),
                    report.post().text().value());
            return new Report(report.report(), post, report.reason().value(), Person.of(report.by()), report.at());
        }
    }

    private record Reports(List<Report> reports, boolean more) {}

    private CompletionStage<ApiResponse> reports(Call call, Account admin) {
        Query query = Query.parse(call.request().query());
        int limit = query.number("limit", PAGE_MAX, PAGE_MAX);
        return oversight.reports().open(query.position("after", 0), limit + 1).thenApply(found -> {
            Cut<Report> cut = Cut.of(found, limit, Report::of);
            return replies.ok(new Reports(cut.page, cut.more));
        });
    }

    private CompletionStage<ApiResponse> resolve(Call call, Account admin) {
        String outcome = call.body().text("outcome");
        String number = call.parameter();
        if (!number.matches("[0-9]{1,18}")) {
            throw Denied.of(Why.NO_SUCH_REPORT);
        }
        return oversight
                .reports()
                .resolve(By.admin(admin), Long.parseLong(number), parsed("outcome", () -> ReportOutcome.parse(outcome)))
                .thenApply(done -> ApiResponse.done());
    }

    private record Entry(
            long entry,
            long at,
            Optional<String> by,
            String act,
            Optional<String> room,
            Optional<String> user,
            Optional<String> detail) {
        static Entry of(AuditEntry.Stored stored) {
            AuditEntry entry = stored.entry();
            return new Entry(
                    stored.id(),
                    entry.at(),
                    entry.by().map(UserId::value),
                    entry.act(),
                    entry.room().map(RoomName::value),
                    entry.user().map(UserId::value),
                    Optional.of(entry.detail()).filter(it -> !it.isEmpty()));
        }
    }

    private record Trail(List<Entry> entries, boolean more) {}

    private CompletionStage<ApiResponse> audit(Call call, Account admin) {
        Query query = Query.parse(call.request().query());
        int limit = query.number("limit", PAGE_MAX, PAGE_MAX);
        return oversight
                .trail(query.position("before", Long.MAX_VALUE), limit + 1)
                .thenApply(found -> {
                    Cut<Entry> cut = Cut.of(found, limit, Entry::of);
                    return replies.ok(new Trail(cut.page, cut.more));
                });
    }

    /** The room that the path names. */
    private static RoomName room(Call call) {
        try {
            return RoomName.parse(call.parameter());
        } catch (ProtocolException e) {
            throw Denied.of(Why.NO_SUCH_ROOM);
        }
    }

    /** What somebody wrote in a field. */
    private interface Parsing<T> {
        T parse() throws ProtocolException;
    }

    private static <T> T parsed(String field, Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (ProtocolException e) {
            throw Denied.field(Why.INVALID_FIELD, field);
        }
    }
}
