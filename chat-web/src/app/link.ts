/** Links to a room, and to the form for an account: what stands behind the `#`, which browsers tell no server. */

const MAX = 512;

export function readLink(hash: string): { readonly room: string | null; readonly invite: string | null } {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  return { room: field(fields, 'room'), invite: field(fields, 'invite') };
}

/** Why the other place let nobody in, as the server tells a browser that comes back from there; null: it did. */
export function readFailure(search: string): string | null {
  return field(new URLSearchParams(search), 'login');
}

function field(fields: URLSearchParams, name: string): string | null {
  const value = fields.get(name)?.trim() ?? '';
  return value === '' || value.length > MAX ? null : value;
}

/** @param place the page's address */
export function roomLink(place: Pick<Location, 'origin' | 'pathname'>, room: string): string {
  return `${place.origin}${place.pathname}#${new URLSearchParams({ room }).toString()}`;
}

/** What stands in a link to a place, and nothing else: an invitation is for whoever opens it on purpose. */
const PLACE_FIELDS = ['room', 'message'] as const;

/**
 * The fragment of a link to a room or message of this very page, which is opened without leaving it; null: it leads
 * elsewhere.
 *
 * @param place the page's address
 */
export function ownPlace(href: string, place: Pick<Location, 'origin' | 'pathname'>): string | null {
  const url = new URL(href);
  if (url.origin !== place.origin || url.pathname !== place.pathname || readLink(url.hash).room === null) {
    return null;
  }
  const said = new URLSearchParams(url.hash.slice(1));
  const kept = PLACE_FIELDS.flatMap((name) => {
    const value = field(said, name);
    return value === null ? [] : [[name, value]];
  });
  return `#${new URLSearchParams(kept).toString()}`;
}
