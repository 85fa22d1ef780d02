/** A new name for a message. `crypto.randomUUID` exists only on secure origins, and a chat at home may have none. */
export function newCid(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
