/**
 * Nothing acknowledged is ever lost: real servers are killed, stopped, starved of disk and started on what is left, while many
 * clients talk; then every copy of every log is compared.
 */
package chat.server.durability;
