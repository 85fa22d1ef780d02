package chat.server.room;

import chat.protocol.SeenMark;
import chat.protocol.ServerMessage;
import java.util.List;

/** What a session hears about its membership; all calls on the member's event loop. */
public interface MemberListener {
    /** The room took the member in; what was missed follows, then {@link #onLive}. */
    void onAdmitted(Member member, Admission admission);

    /** The room does not take the member in: this user may not read it. It never was a member. */
    void onDenied(Member member, Refusal why);

    /** The room could not let the member in, because its log cannot be read; leaving it is up to the listener. */
    void onRefused(Member member);

    /** Everything missed has been written; from here on events come as they happen. */
    void onLive(Member member);

    /** Notices about members were skipped meanwhile; this is how it stands now. */
    void onRoster(Member member, RosterPage roster);

    /** Notices of how far others have read were skipped meanwhile; this is how it stands now. */
    void onSeen(Member member, List<SeenMark> seen);

    /** The log no longer has what this member would need next; it has to start anew. */
    void onLost(Member member);

    /** It is no member any more, and hears nothing more of the room. */
    void onRemoved(Member member, ServerMessage.Removed why);
}
