package chat.server.admin;

import chat.server.config.Arguments;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code admin} can be asked for. */
enum AdminAction {
    CREATE("NAME", Input.PASSWORD, "makes an account; with --admin an administrator"),
    PASSWORD("NAME", Input.PASSWORD, "gives an account another password and logs it out everywhere"),
    LIST("[START]", Input.NONE, "lists the accounts whose names begin so"),
    DISABLE("NAME", Input.NONE, "keeps everybody from coming in by an account, and ends its connections"),
    ENABLE("NAME", Input.NONE, "lets them in again"),
    GRANT("NAME", Input.NONE, "makes somebody an administrator"),
    REVOKE("NAME", Input.NONE, "makes somebody no administrator any more"),
    DEVICES("NAME", Input.NONE, "lists the devices that are logged in"),
    LOGOUT("NAME", Input.NONE, "logs all devices out, or the one of --device"),
    INVITE("", Input.CODE, "makes an invitation to sign up, for --uses accounts and --days days"),
    INVITES("", Input.NONE, "lists the invitations that are open"),
    UNINVITE("ID", Input.NONE, "takes an invitation back");

    private final String operand;
    private final Input input;
    private final String does;

    /** What it needs that nobody else may see. */
    enum Input {
        NONE,
        /** A password, from standard input or made. */
        PASSWORD,
        /** A code, made. */
        CODE
    }

    AdminAction(String operand, Input input, String does) {
        this.operand = operand;
        this.input = input;
        this.does = does;
    }

    /** @throws CommandException there is no such action, or it lacks an operand or has one too many */
    static AdminAction of(Arguments arguments) throws CommandException {
        String word = arguments.operand(0).orElse("");
        AdminAction action =
                named(word).orElseThrow(() -> new CommandException("admin: " + word + " (expected: " + words() + ")"));
        boolean given = arguments.operand(1).isPresent();
        if (!given && !action.operand.isEmpty() && !action.operand.startsWith("[")) {
            throw new CommandException("admin " + word + ": nothing (expected: " + action.operand + ")");
        }
        if (given && action.operand.isEmpty()) {
            throw new CommandException(
                    "admin " + word + ": " + arguments.operand(1).orElse("") + " (expected: nothing behind it)");
        }
        return action;
    }

    static Optional<AdminAction> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(AdminAction::word).collect(Collectors.joining(", "));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Input input() {
        return input;
    }

    /** A line of {@code --help}. */
    String help() {
        return ("  " + word() + " " + operand).stripTrailing() + ": " + does + ".";
    }
}
