/** Rooms: who is in them, in which order things happen, and how every member gets to see them. */
@NullMarked
package chat.server.room;

import org.jspecify.annotations.NullMarked;
