package chat.protocol;

/**
 * What a client has to keep to, told in {@code welcome}.
 *
 * @param frameBytes a message's largest size in bytes, whole and inflated
 * @param textCodePoints the longest text, in Unicode code points
 * @param roomsPerConnection in how many rooms one connection may be
 * @param resumeEvents further behind than this, {@code join} is answered with {@code reset}
 * @param historyPage the most events {@code history} gives at once
 * @param sendBurst so many sends at once; 0: no limit
 * @param sendsPerSecond and then so many a second; 0: no limit
 */
public record Limits(
        int frameBytes,
        int textCodePoints,
        int roomsPerConnection,
        int resumeEvents,
        int historyPage,
        int sendBurst,
        int sendsPerSecond) {}
