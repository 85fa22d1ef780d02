package chat.protocol;

/**
 * How far somebody has read a direct room, as the others in it are told.
 *
 * @param user by the name of now
 * @param seq the newest event that they have read
 */
public record SeenMark(Author user, long seq) {}
