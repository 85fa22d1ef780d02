import { LIMITS, type Addition, type Author, type Limits, type User } from './messages';

/** How many characters a person would be told: code points, as the protocol counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) {
    count++;
  }
  return count;
}

/** A typed text as it may be sent: plain line ends, no control characters, no blank lines around it. Empty: nothing to send. */
export function cleanText(typed: string): string {
  return typed
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()
    .toWellFormed();
}

/** A room's key from what a person typed: spaces and what a key cannot have become hyphens. Null: nothing is left of it. */
export function roomKey(typed: string): string | null {
  const folded = typed.normalize('NFKC').toLowerCase().normalize('NFKC');
  const key = folded.replace(/[^\p{L}\p{Nd}\p{Mn}\p{Mc}\-_.]+/gu, '-').replace(/^[\p{M}-]+|-+$/gu, '');
  const short = [...key].slice(0, LIMITS.roomNameCodePointsMax).join('');
  return /[\p{L}\p{Nd}]/u.test(short) ? short : null;
}

/** A name good enough to ask the server for; the server has the last word. */
export function isPlausibleName(name: string): boolean {
  const length = codePoints(name);
  const letters = name.match(/\p{L}/gu)?.length ?? 0;
  return (
    length >= LIMITS.userNameCodePointsMin &&
    length <= LIMITS.userNameCodePointsMax &&
    letters >= LIMITS.userNameLettersMin
  );
}

const utf8 = new TextEncoder();

/** What `"id":…,` of a message takes at most, which it gets when it is sent. */
const ID_BYTES_MAX = 22;

/** Whether a text of this length or a message of this size would be refused by the server, known before it is sent. */
export function isTooLarge(message: Addition, limits: Limits): boolean {
  const frame = utf8.encode(JSON.stringify(message)).length + ID_BYTES_MAX;
  return ('text' in message && codePoints(message.text) > limits.textCodePoints) || frame > limits.frameBytes;
}

/** The server's avatar colours; white on them is readable. */
const COLORS = [
  '#b3261e',
  '#a83269',
  '#8e3a9d',
  '#6a45b8',
  '#4a55b5',
  '#2a62b0',
  '#17699a',
  '#0f6f7a',
  '#13715c',
  '#2b7137',
  '#4f6b1b',
  '#716114',
  '#8a5610',
  '#9c4a1a',
  '#7a5446',
  '#566470',
] as const;

/** The avatar the server would give this name: events tell only names, and their authors may be gone. */
export function userOf(author: Author): User {
  const folded = author.name.toUpperCase().toLowerCase().normalize('NFKC');
  let hash = 0;
  for (let i = 0; i < folded.length; i++) {
    hash = (Math.imul(hash, 31) + folded.charCodeAt(i)) | 0;
  }
  const index = ((hash % COLORS.length) + COLORS.length) % COLORS.length;
  const initials = author.name
    .split(/[ ._'()-]+/)
    .flatMap((word) => [...word].find((c) => /\p{L}/u.test(c)) ?? [])
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return { id: author.id, name: author.name, color: COLORS[index] ?? COLORS[0], initials };
}
