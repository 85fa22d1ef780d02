package chat.server.api;

import chat.server.auth.Addresses;
import chat.server.auth.Denied;
import chat.server.auth.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP API. Any thread; nothing here blocks, and no stage of it fails. */
public final class Api {
    /** What the paths begin with. */
    public static final String ROOT = "/api/";

    /** Where an identity provider sends browsers back to. */
    public static final String CALLBACK = OidcEndpoints.CALLBACK;

    /** No body here needs more. */
    public static final int BODY_BYTES_MAX = 8_192;

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final String JSON = "application/json";

    /** A school behind one address refreshes that often when it comes back at one moment. */
    private static final int REQUESTS_BURST = 500;

    private static final Duration REQUEST_EVERY = Duration.ofMillis(20);

    private final ApiServices services;
    private final ApiCodec codec = new ApiCodec();
    private final Replies replies = new Replies(codec);
    private final Pace requests = new Pace(REQUESTS_BURST, REQUEST_EVERY);
    private final List<Endpoint> endpoints;

    public Api(ApiServices services) {
        this.services = services;
        AuthEndpoints auth = new AuthEndpoints(services, replies);
        this.endpoints = Stream.of(
                        auth.all(),
                        new OidcEndpoints(services, auth).all(),
                        new AdminEndpoints(services, replies).all(),
                        new OversightEndpoints(services, replies).all())
                .flatMap(List::stream)
                .toList();
    }

    /** Loads the classes that take the longest, so that a start finds them; blocks for some tens of milliseconds. */
    public static void load() {
        ApiCodec.load();
    }

    /** Whether a path is one of the API's. */
    public static boolean concerns(String path) {
        return path.startsWith(ROOT);
    }

    /** Everything that can be asked for. */
    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** The answer to a request, whatever comes of it. */
    public CompletionStage<ApiResponse> answer(ApiRequest request) {
        try {
            return found(request).exceptionally(failure -> refused(request, failure));
        } catch (Denied denied) {
            return done(replies.denied(denied));
        } catch (RuntimeException e) {
            LOG.error("{} broke", request, e);
            return done(refused(ApiError.INTERNAL));
        }
    }

    /** The answer to what is refused without being looked at. */
    public ApiResponse refused(ApiError error) {
        return replies.error(error);
    }

    private CompletionStage<ApiResponse> found(ApiRequest request) {
        List<Endpoint> here = endpoints.stream()
                .filter(endpoint -> endpoint.match(request.path()).isPresent())
                .toList();
        if (here.isEmpty()) {
            return done(refused(ApiError.NO_SUCH_PATH));
        }
        Optional<Endpoint> wanted =
                here.stream().filter(it -> it.method().equals(request.method())).findFirst();
        if (wanted.isEmpty()) {
            String methods = here.stream().map(Endpoint::method).collect(Collectors.joining(", "));
            return done(refused(ApiError.METHOD_NOT_ALLOWED).with("allow", methods));
        }
        return answer(wanted.get(), request);
    }

    private CompletionStage<ApiResponse> answer(Endpoint endpoint, ApiRequest request) {
        if (services.limitsRates()) {
            long nanos = requests.take(
                    Addresses.of(request.from()), services.nanoTime().getAsLong());
            if (nanos > 0) {
                throw Denied.rateLimited(nanos);
            }
        }
        List<String> parameters = endpoint.match(request.path()).orElseThrow();
        if (!endpoint.takesBody()) {
            return endpoint.does().answer(new Call(request, parameters, ApiBody.NONE));
        }
        if (!request.header("content-type").filter(Api::isJson).isPresent()) {
            return done(refused(ApiError.UNSUPPORTED_TYPE));
        }
        return codec.decode(request.body())
                .map(body -> endpoint.does().answer(new Call(request, parameters, body)))
                .orElseGet(() -> done(refused(ApiError.BAD_MESSAGE)));
    }

    private static boolean isJson(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
    }

    private ApiResponse refused(ApiRequest request, Throwable failure) {
        Denied denied = Denied.because(failure);
        if (denied.getCause() != null) {
            LOG.warn("{} could not be done", request, denied.getCause());
        }
        return replies.denied(denied);
    }

    static CompletionStage<ApiResponse> done(ApiResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
