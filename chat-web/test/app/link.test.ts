import { describe, expect, it } from 'vitest';
import { readFailure, readLink, roomLink } from '../../src/app/link';

describe('a link', () => {
  it.each([
    ['#room=jazz', { room: 'jazz', invite: null }],
    ['#invite=abc&room=~pxyz', { room: '~pxyz', invite: 'abc' }],
    ['#room=', { room: null, invite: null }],
    ['#constructor', { room: null, invite: null }],
    [`#room=${'x'.repeat(513)}`, { room: null, invite: null }],
    ['', { room: null, invite: null }],
  ])('%s leads to %j', (hash, link) => {
    expect(readLink(hash)).toEqual(link);
  });

  it('of a room is read as it was made, whatever the room is called', () => {
    const link = roomLink({ origin: 'https://chat.example', pathname: '/' }, 'Café & bar #1');
    expect(link.startsWith('https://chat.example/#room=')).toBe(true);
    expect(readLink(new URL(link).hash).room).toBe('Café & bar #1');
  });
});

describe('what the server says of a log-in elsewhere', () => {
  it.each([
    ['?login=providerFailed', 'providerFailed'],
    ['?login=', null],
    ['?log=x', null],
    ['', null],
  ])('%s: %s', (search, failure) => {
    expect(readFailure(search)).toBe(failure);
  });
});
