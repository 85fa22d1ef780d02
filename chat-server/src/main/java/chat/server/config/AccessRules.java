package chat.server.config;

import chat.server.config.Access.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the ways in ask of other settings. */
final class AccessRules {
    private static final List<Setting<?>> NEEDED_FOR_OIDC =
            List.of(AccessSettings.OIDC_ISSUER, AccessSettings.OIDC_CLIENT_ID, AccessSettings.PUBLIC_URL);

    private AccessRules() {}

    /**
     * What is wrong between them.
     *
     * @param wrong settings whose own value is wrong
     */
    static List<Problem> problems(Values values, Set<Setting<?>> wrong) {
        List<Problem> problems = new ArrayList<>();
        if (wrong.contains(AccessSettings.AUTH)) {
            return problems;
        }
        if (values.get(AccessSettings.AUTH).contains(Way.OIDC)) {
            NEEDED_FOR_OIDC.stream()
                    .filter(setting -> !values.isGiven(setting) && !wrong.contains(setting))
                    .map(setting -> new Problem(
                            values.where(AccessSettings.AUTH),
                            values.text(AccessSettings.AUTH),
                            "with " + setting.flag() + ", " + setting.rule().expected()))
                    .forEach(problems::add);
        } else {
            AccessSettings.ofProvider().stream()
                    .filter(values::isGiven)
                    .map(setting -> new Problem(
                            values.where(setting),
                            setting.rule().shown().apply(values.text(setting)),
                            "only with " + AccessSettings.AUTH.flag() + " oidc among others"))
                    .forEach(problems::add);
        }
        return problems;
    }
}
