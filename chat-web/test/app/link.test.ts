import { describe, expect, it } from 'vitest';
import { linkWithin, messageLink, readFailure, readLink, roomLink } from '../../src/app/link';

describe('a link', () => {
  it.each([
    ['#room=jazz', { room: 'jazz' }],
    ['#invite=abc&room=~pxyz', { room: '~pxyz', invite: 'abc' }],
    ['#room=jazz&message=12', { room: 'jazz', message: 12 }],
    ['#room=jazz&message=0', { room: 'jazz' }],
    ['#room=jazz&message=1e3', { room: 'jazz' }],
    ['#room=jazz&message=-1', { room: 'jazz' }],
    ['#room=jazz&message=99999999999999999999', { room: 'jazz' }],
    ['#message=12', {}],
    ['#room=', {}],
    ['#constructor', {}],
    [`#room=${'x'.repeat(513)}`, {}],
    ['', {}],
  ])('%s leads to %j', (hash, link) => {
    expect(readLink(hash)).toEqual({ room: null, message: null, invite: null, ...link });
  });

  it('of a room is read as it was made, whatever the room is called', () => {
    const link = roomLink({ origin: 'https://chat.example', pathname: '/' }, 'Café & bar #1');
    expect(link.startsWith('https://chat.example/#room=')).toBe(true);
    expect(readLink(new URL(link).hash).room).toBe('Café & bar #1');
  });
});

describe('an address somebody wrote', () => {
  const here = { origin: 'https://chat.example', pathname: '/' };

  it.each([
    [messageLink(here, 'Café & bar #1', 7), { room: 'Café & bar #1', message: 7 }],
    [roomLink(here, 'jazz'), { room: 'jazz', message: null }],
    ['https://chat.example/#invite=abc&room=jazz', null],
    ['https://chat.example/?login=x#room=jazz', null],
    ['https://chat.example/other#room=jazz', null],
    ['https://chat.example.evil.example/#room=jazz', null],
    ['http://chat.example/#room=jazz', null],
    ['javascript:alert(1)#room=jazz', null],
    ['#room=jazz', null],
    ['https://chat.example/', null],
  ])('%s: %j', (address, link) => {
    expect(linkWithin(here, address)).toEqual(link);
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
