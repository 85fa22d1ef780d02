package chat.server.api;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole answer.
 *
 * @param headers beside those that transport adds to every answer
 * @param body JSON, or empty
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ApiResponse(int status, List<Header> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    /** A header; a name may come several times. */
    public record Header(String name, String value) {}

    static ApiResponse json(int status, byte[] json) {
        return new ApiResponse(status, List.of(new Header("content-type", "application/json")), json);
    }

    /** 204: it is done, and there is nothing to say. */
    static ApiResponse done() {
        return new ApiResponse(204, List.of(), NOTHING);
    }

    /** Go on there. */
    static ApiResponse redirect(String location) {
        return new ApiResponse(303, List.of(new Header("location", location)), NOTHING);
    }

    ApiResponse with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new ApiResponse(status, List.copyOf(more), body);
    }

    @Override
    public String toString() {
        return "ApiResponse " + status;
    }
}
