import type { Device, Grant, Ways } from '../protocol/api';
import type { Problem } from './model';

/** How somebody comes in, and by what the server knows who it is. */

/** What `hello` shows. */
export type Pass =
  /** Null: somebody new, or somebody whose token the server did not know. */
  | { readonly kind: 'guest'; readonly token: string | null }
  /** Null: to be had with the browser's cookie. */
  | { readonly kind: 'account'; readonly access: Access | null };

/** A token of an account; good until then, epoch milliseconds. */
export interface Access {
  readonly token: string;
  readonly until: number;
}

/** The forms by which one comes in. */
export type Door = 'guest' | 'logIn' | 'signUp' | 'setUp';

/** What is to be chosen from before one is inside. */
export interface Entry {
  /** Null: the server was not heard yet. */
  readonly ways: Ways | null;
  /** The form that is wanted; null: the first that there is. */
  readonly door: Door | null;
  /** The invitation that led here; may be empty. */
  readonly invite: string;
  readonly form: Form;
  /** What the server said last of keeping this user out; matters when it then ends the connection for that. */
  readonly ban: Problem | null;
}

/** What was sent over HTTP and is waited for. */
export type Form =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asked' }
  /** Somebody came back from where one may log in, too; whether they did is being asked. */
  | { readonly kind: 'returning' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** What is asked over HTTP. Passwords are in it, so it is never kept. */
export type Call =
  | { readonly kind: 'ways' }
  | { readonly kind: 'logIn'; readonly name: string; readonly password: string }
  | {
      readonly kind: 'signUp';
      readonly name: string;
      readonly password: string;
      readonly invite: string;
      /** Of the guest who wants to stay the same user. */
      readonly guestToken: string | null;
    }
  | { readonly kind: 'setUp'; readonly code: string; readonly name: string; readonly password: string }
  /** A new access token for the cookie. */
  | { readonly kind: 'renew' }
  /** The same for somebody who may have got a cookie elsewhere. */
  | { readonly kind: 'comeBack' }
  | { readonly kind: 'logOut' }
  | { readonly kind: 'devices'; readonly access: Access | null }
  | { readonly kind: 'endDevice'; readonly access: Access | null; readonly device: string }
  | { readonly kind: 'endOthers'; readonly access: Access | null }
  | { readonly kind: 'changePassword'; readonly access: Access | null; readonly old: string; readonly wanted: string };

export type CallKind = Call['kind'];

/** What came back. */
export type Answer =
  | { readonly to: 'ways'; readonly ways: Ways }
  | { readonly to: 'logIn' | 'signUp' | 'setUp' | 'renew' | 'comeBack'; readonly grant: Grant }
  | { readonly to: 'devices'; readonly devices: readonly Device[] }
  | { readonly to: 'logOut' | 'endDevice' | 'endOthers' | 'changePassword' }
  /** `final`: the server refused it; otherwise it may work later. */
  | { readonly to: CallKind; readonly problem: Problem; readonly final: boolean };
