package chat.server.admin;

import chat.protocol.ProtocolException;
import chat.protocol.UserName;
import chat.server.auth.Codes;
import chat.server.config.CommandSyntax;
import chat.server.config.CommandSyntax.Parameter;
import chat.server.config.CommandSyntax.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks after accounts: through the server that runs, or, when there is none, in its store. */
final class AdminCommand implements Command {
    static final String NAME = "admin";
    static final String ADMIN = "admin";
    static final String GENERATE = "generate";
    static final String DEVICE = "device";
    static final String USES = "uses";
    static final String DAYS = "days";
    static final String HOURS = "hours";
    static final String ADDRESS = "address";
    static final String REASON = "reason";
    static final String OUTCOME = "outcome";
    static final String AFTER = "after";
    static final String BEFORE = "before";

    private static final int USES_MAX = 1_000;
    private static final int DAYS_MAX = 365;
    private static final int HOURS_MAX = 24 * DAYS_MAX;

    private final StoreChanges changes;

    AdminCommand(StoreChanges changes) {
        this.changes = changes;
    }

    @Override
    public CommandSyntax syntax() {
        List<String> description = new ArrayList<>(List.of(
                "Looks after accounts, bans, rooms and reports; the server does it when one runs. Passwords are read from standard input, or made",
                "and printed with --generate; they are no arguments, which others on the machine can see."));
        Arrays.stream(AdminAction.values()).map(AdminAction::help).forEach(description::add);
        Value action = new Value(
                "<action>", AdminAction.words(), word -> AdminAction.named(word).isPresent());
        Value any = new Value(
                "<name>", "a name, or what it begins with, an id, a room, an address", text -> !text.isBlank());
        return new CommandSyntax(
                NAME,
                description,
                List.of(
                        new Parameter("ACTION", action, true, "what to do."),
                        new Parameter("WHAT", any, false, "the name of an account, the key of a room, an id."),
                        new Parameter("USER", any, false, "the name of an account, or an id.")),
                options());
    }

    private static List<Parameter> options() {
        return List.of(
                Parameter.onOrOff(ADMIN, "The new account is an administrator's."),
                Parameter.onOrOff(GENERATE, "Makes the password and prints it."),
                new Parameter(
                        DEVICE,
                        new Value("<id>", "an id that devices lists", text -> text.matches("[a-z0-9]{1,32}")),
                        false,
                        "The device to log out."),
                Parameters.number(USES, USES_MAX, "How many accounts an invitation is for; 1 unless said."),
                Parameters.number(DAYS, DAYS_MAX, "How long an invitation is good, 7 unless said; or a ban holds."),
                Parameters.number(HOURS, HOURS_MAX, "How long a ban holds; for ever unless said."),
                Parameter.onOrOff(ADDRESS, "A ban of a guest who is here is also one of the address."),
                new Parameter(
                        REASON,
                        new Value("<text>", "1 to 500 characters on one line", OversightChange::isReason),
                        false,
                        "Why somebody is banned; they are told."),
                new Parameter(
                        OUTCOME,
                        new Value(
                                "<outcome>",
                                "handled or dismissed",
                                text -> text.equals("handled") || text.equals("dismissed")),
                        false,
                        "What became of a report; handled unless said."),
                new Parameter(
                        AFTER,
                        new Value("<key>", "what the last line of a list begins with", text -> !text.isBlank()),
                        false,
                        "Where a list goes on."),
                Parameters.number(BEFORE, Integer.MAX_VALUE, "Where the list of who did what goes on."));
    }

    @Override
    public void run(Call call) throws CommandException, IOException {
        AdminAction action = AdminAction.of(call.arguments());
        String secret = secret(action, call);
        try (LineFile input = LineFile.of(secret)) {
            String result = changes.carryOut(NAME, call, input, action == AdminAction.CREATE);
            result.lines().forEach(call.terminal()::tell);
        }
        boolean made = call.arguments().isOn(GENERATE);
        if (action.input() == AdminAction.Input.PASSWORD && made) {
            call.terminal().tell("password: " + secret);
        } else if (action.input() == AdminAction.Input.CODE) {
            call.terminal().tell("code: " + secret);
        }
    }

    private static String secret(AdminAction action, Call call) throws CommandException, IOException {
        return switch (action.input()) {
            case NONE -> "";
            case CODE -> Codes.grouped(Codes.random());
            case PASSWORD -> {
                if (call.arguments().isOn(GENERATE)) {
                    yield Codes.grouped(Codes.random());
                }
                String typed = call.terminal().secret("password: ");
                // Here too, so that nothing is begun with one that will be refused.
                AdminChange.wished(typed, name(call));
                yield typed;
            }
        };
    }

    private static UserName name(Call call) throws CommandException {
        String text = call.arguments().operand(1).orElse("");
        try {
            return UserName.parse(text);
        } catch (ProtocolException e) {
            throw new CommandException(
                    "name: " + text + " (expected: " + e.rule().replaceFirst("^name: ", "") + ")", e);
        }
    }
}
