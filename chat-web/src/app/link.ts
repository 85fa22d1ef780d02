/** Links to a room or a message, and to the form for an account: what stands behind the `#`, which browsers tell no server. */

const MAX = 512;

/** What a link leads to. */
export interface Link {
  readonly room: string | null;
  /** The `seq` of a message in that room. */
  readonly message: number | null;
  readonly invite: string | null;
}

type Place = Pick<Location, 'origin' | 'pathname'>;

export function readLink(hash: string): Link {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const room = field(fields, 'room');
  return { room, message: room === null ? null : seqOf(field(fields, 'message')), invite: field(fields, 'invite') };
}

/** Why the other place let nobody in, as the server tells a browser that comes back from there; null: it did. */
export function readFailure(search: string): string | null {
  return field(new URLSearchParams(search), 'login');
}

function field(fields: URLSearchParams, name: string): string | null {
  const value = fields.get(name)?.trim() ?? '';
  return value === '' || value.length > MAX ? null : value;
}

function seqOf(digits: string | null): number | null {
  const seq = digits !== null && /^[1-9]\d*$/.test(digits) ? Number(digits) : 0;
  return Number.isSafeInteger(seq) && seq > 0 ? seq : null;
}

/** @param place the page's address */
export function roomLink(place: Place, room: string): string {
  return linkTo(place, { room });
}

/** A permanent link: where a message stands in its room never changes. */
export function messageLink(place: Place, room: string, seq: number): string {
  return linkTo(place, { room, message: `${seq}` });
}

function linkTo({ origin, pathname }: Place, fields: Record<string, string>): string {
  return `${origin}${pathname}#${new URLSearchParams(fields).toString()}`;
}

/** Where in this very page an address leads that somebody wrote; null: somewhere else. */
export function linkWithin(place: Place, address: string): { room: string; message: number | null } | null {
  if (!URL.canParse(address)) {
    return null;
  }
  const { origin, pathname, search, hash } = new URL(address);
  const { room, message, invite } = readLink(hash);
  const here = origin === place.origin && pathname === place.pathname && search === '';
  return here && room !== null && invite === null ? { room, message } : null;
}
