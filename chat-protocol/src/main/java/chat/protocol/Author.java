package chat.protocol;

/** A user as events name it: the name is the one of that moment. */
public record Author(UserId id, UserName name) {}
