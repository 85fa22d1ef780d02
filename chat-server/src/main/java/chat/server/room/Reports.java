package chat.server.room;

import chat.protocol.Act;
import chat.protocol.ErrorCode;
import chat.protocol.Reason;
import chat.protocol.Report;
import chat.protocol.ReportOutcome;
import chat.protocol.RoomEvent;
import chat.server.store.AuditEntry;
import chat.server.store.Moderation;
import chat.server.store.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Messages of a room that somebody wants those to look at who keep order in it.
 *
 * <p>Any thread; stages complete on any, and fail when the store could not do it.
 */
public final class Reports {
    private final Room room;
    private final Moderation moderation;
    private final Trail trail;

    Reports(Room room, Moderation moderation) {
        this.room = room;
        this.moderation = moderation;
        this.trail = new Trail(room);
    }

    /** Reports a message as it is now; why that was not done, or nothing when it was. */
    public CompletionStage<Optional<Refusal>> report(Person by, long target, Reason why) {
        Optional<Refusal> refusal = room.refusal(Act.REPORT, by);
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(refusal);
        }
        return room.log()
                .page(PageRequest.Direction.AFTER, target - 1, 1)
                .thenCompose(page -> page.events().stream()
                        .filter(event -> event.seq() == target)
                        .filter(RoomEvent.Posted.class::isInstance)
                        .map(RoomEvent.Posted.class::cast)
                        .filter(post -> !post.state().deleted())
                        .findFirst()
                        .map(post -> report(by, post, why))
                        .orElseGet(() -> refused(ErrorCode.NO_SUCH_MESSAGE)));
    }

    private CompletionStage<Optional<Refusal>> report(Person by, RoomEvent.Posted post, Reason why) {
        AuditEntry entry = trail.entry(by.id(), "report", Optional.of(post.from()), "seq=" + post.seq());
        return moderation
                .report(new Report(0, post, why, by.author(), room.millis()), entry)
                .thenCompose(outcome -> switch (outcome) {
                    case DONE -> CompletableFuture.completedStage(Optional.empty());
                    case TOO_MANY -> refused(ErrorCode.OVERLOADED);
                    case GONE -> refused(ErrorCode.NO_SUCH_MESSAGE);
                });
    }

    /** Those that nobody closed yet, oldest first. Whether somebody may see them is for the caller to ask. */
    public CompletionStage<List<Report>> open(long after, int limit) {
        return moderation.reports(Optional.of(room.name()), after, limit);
    }

    /** Closes one; that somebody else did so before is no error. */
    public CompletionStage<Optional<Refusal>> resolve(Person by, long report, ReportOutcome outcome) {
        Optional<Refusal> refusal = room.refusal(Act.SEE_REPORTS, by);
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(refusal);
        }
        String detail = "report=" + report + ",outcome=" + outcome.wireName();
        AuditEntry entry = trail.entry(by.id(), "resolveReport", Optional.empty(), detail);
        return moderation.resolve(room.name(), report, entry).thenApply(resolved -> Optional.empty());
    }

    private static CompletionStage<Optional<Refusal>> refused(ErrorCode code) {
        return CompletableFuture.completedStage(Optional.of(Refusal.of(code)));
    }
}
