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

    private static final int USES_MAX = 1_000;
    private static final int DAYS_MAX = 365;

    private final StoreChanges changes;

    AdminCommand(StoreChanges changes) {
        this.changes = changes;
    }

    @Override
    public CommandSyntax syntax() {
        List<String> description = new ArrayList<>(List.of(
                "Looks after accounts; the server does it when one runs. Passwords are read from standard input, or made",
                "and printed with --generate; they are no arguments, which others on the machine can see."));
        Arrays.stream(AdminAction.values()).map(AdminAction::help).forEach(description::add);
        Value action = new Value(
                "<action>", AdminAction.words(), word -> AdminAction.named(word).isPresent());
        Value any = new Value("<name>", "a name, or what it begins with, or an id", text -> !text.isBlank());
        return new CommandSyntax(
                NAME,
                description,
                List.of(
                        new Parameter("ACTION", action, true, "what to do."),
                        new Parameter("NAME", any, false, "of the account; of an invitation its id.")),
                List.of(
                        Parameter.onOrOff(ADMIN, "The new account is an administrator's."),
                        Parameter.onOrOff(GENERATE, "Makes the password and prints it."),
                        new Parameter(
                                DEVICE,
                                new Value("<id>", "an id that devices lists", text -> text.matches("[a-z0-9]{1,32}")),
                                false,
                                "The device to log out."),
                        Parameters.number(USES, USES_MAX, "How many accounts an invitation is for; 1 unless said."),
                        Parameters.number(DAYS, DAYS_MAX, "How long an invitation is good; 7 unless said.")));
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
                AccountChange.wished(typed, name(call));
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
