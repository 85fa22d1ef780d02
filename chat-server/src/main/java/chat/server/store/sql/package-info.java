/** The durable stores: one log over JDBC, and what SQLite and PostgreSQL each add to it. */
@NullMarked
package chat.server.store.sql;

import org.jspecify.annotations.NullMarked;
