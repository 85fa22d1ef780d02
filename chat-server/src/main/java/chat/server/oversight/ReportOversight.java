package chat.server.oversight;

import chat.protocol.Report;
import chat.protocol.ReportOutcome;
import chat.server.auth.Denied;
import chat.server.auth.Why;
import chat.server.store.AuditEntry;
import chat.server.store.Moderation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Messages that somebody reported, in all rooms. */
public final class ReportOversight {
    private final Moderation moderation;
    private final InstantSource clock;

    ReportOversight(Moderation moderation, InstantSource clock) {
        this.moderation = moderation;
        this.clock = clock;
    }

    /** Those that nobody has resolved, oldest first, with a greater number than this. */
    public CompletionStage<List<Report>> open(long after, int limit) {
        return moderation.reports(Optional.empty(), after, limit);
    }

    /** Takes a report away, because somebody has looked at it. */
    public CompletionStage<Void> resolve(By by, long number, ReportOutcome outcome) {
        return moderation
                .reports(Optional.empty(), number - 1, 1)
                .thenCompose(found -> found.stream()
                        .filter(report -> report.report() == number)
                        .findFirst()
                        .map(report -> resolve(by, report, outcome))
                        .orElseGet(() -> CompletableFuture.failedFuture(Denied.of(Why.NO_SUCH_REPORT))));
    }

    private CompletionStage<Void> resolve(By by, Report report, ReportOutcome outcome) {
        String detail = "report=" + report.report() + ",outcome=" + outcome.wireName();
        AuditEntry entry = by.entry(
                clock.millis(), "resolveReport", Optional.of(report.post().room()), Optional.empty(), detail);
        return moderation.resolve(report.post().room(), report.report(), entry).thenAccept(there -> {
            if (!there) {
                throw Denied.of(Why.NO_SUCH_REPORT);
            }
        });
    }
}
