package chat.server.admin;

import chat.protocol.ProtocolException;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.server.config.Arguments;
import chat.server.config.CommandSyntax.Parameter;
import chat.server.config.CommandSyntax.Value;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What commands take, and how it is read. */
final class Parameters {
    static final String ROOM = "room";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    private Parameters() {}

    /** A room, by any spelling of its key. */
    static Parameter room(boolean required, String description) {
        Value value = new Value("<room>", "1 to 64 letters, digits, - _ or .", Parameters::isRoom);
        return new Parameter(ROOM, value, required, description);
    }

    /** A whole number from 1. */
    static Parameter number(String name, int max, String description) {
        Value value = new Value("<number>", "1 to " + max, text -> isNumber(text, max));
        return new Parameter(name, value, false, description);
    }

    /** A file or directory. */
    static Parameter path(String name, boolean required, String description) {
        return new Parameter(name, new Value("<path>", "a path", text -> !text.isBlank()), required, description);
    }

    /** A user. */
    static Parameter user(String name, String description) {
        Value value = new Value("<id>", "1 to 32 characters of a-z 0-9", Parameters::isUser);
        return new Parameter(name, value, true, description);
    }

    /** The room that was named; it was checked before. */
    static Optional<RoomName> room(Arguments arguments) throws CommandException {
        Optional<String> text = arguments.option(ROOM);
        try {
            return text.isPresent() ? Optional.of(RoomName.parse(text.get())) : Optional.empty();
        } catch (ProtocolException e) {
            throw new CommandException(e.rule());
        }
    }

    /** The number that was given. */
    static OptionalInt number(Arguments arguments, String name) throws CommandException {
        Optional<String> text = arguments.option(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!isNumber(text.get(), Integer.MAX_VALUE)) {
            throw new CommandException(name + ": " + text.get() + " (expected: a number)");
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    private static boolean isRoom(String text) {
        try {
            RoomName.parse(text);
            return true;
        } catch (ProtocolException e) {
            return false;
        }
    }

    private static boolean isUser(String text) {
        try {
            UserId.parse(text);
            return true;
        } catch (ProtocolException e) {
            return false;
        }
    }

    private static boolean isNumber(String text, int max) {
        return NUMBER.matcher(text).matches() && Long.parseLong(text) >= 1 && Long.parseLong(text) <= max;
    }
}
