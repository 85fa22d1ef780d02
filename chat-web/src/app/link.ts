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
