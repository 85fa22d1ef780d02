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
    UNINVITE("ID", Input.NONE, "takes an invitation back"),
    BAN(
            "WHO",
            Input.NONE,
            "keeps a user, by name or id, or guests from an address off the server, for --days or --hours or for ever, with a"
                    + " --reason; with --address also whoever comes from where that guest is"),
    UNBAN("WHO", Input.NONE, "ends a ban, by name, id or address"),
    BANS("", Input.NONE, "lists the bans, behind the one of --after"),
    ROOMS("", Input.NONE, "lists the rooms, those too that are not public, behind the one of --after"),
    MEMBERS("ROOM", Input.NONE, "lists who belongs to a room or has a role there, behind the one of --after"),
    OWNER("ROOM USER", Input.NONE, "makes somebody, by name or id, an owner of a room"),
    DELETE_ROOM("ROOM", Input.NONE, "deletes a room with all that is in it"),
    REPORTS("", Input.NONE, "lists what was reported and nobody has resolved, in all rooms, behind the one of --after"),
    RESOLVE("NUMBER", Input.NONE, "takes a report away, as --outcome says"),
    AUDIT("", Input.NONE, "lists who did what, the newest first, before the one of --before");

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
        String[] operands = action.operand.isEmpty() ? new String[0] : action.operand.split(" ");
        for (int i = 0; i < operands.length; i++) {
            if (!operands[i].startsWith("[") && arguments.operand(i + 1).isEmpty()) {
                throw new CommandException("admin " + word + ": nothing (expected: " + operands[i] + ")");
            }
        }
        Optional<String> more = arguments.operand(operands.length + 1);
        if (more.isPresent()) {
            String expected = operands.length == 0 ? "nothing behind it" : "nothing behind " + action.operand;
            throw new CommandException("admin " + word + ": " + more.get() + " (expected: " + expected + ")");
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
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Input input() {
        return input;
    }

    /** A line of {@code --help}. */
    String help() {
        return ("  " + word() + " " + operand).stripTrailing() + ": " + does + ".";
    }
}
