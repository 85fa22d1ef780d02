import type {
  Author,
  Hit,
  MemberAddition,
  Measure,
  MyRoom,
  Posted,
  Posting,
  ReadMark,
  Report,
  Restriction,
  RoomSummary,
  User,
  Version,
} from '../protocol/messages';
import type { Device } from '../protocol/api';
import type { LoadingKind, Problem } from './model';
import type { Form } from './model-access';

/** What is shown beside a room, one thing at a time. */
export type Side =
  | { readonly kind: 'none' }
  | Search
  | { readonly kind: 'pins'; readonly room: string; readonly events: readonly Posted[]; readonly phase: Phase }
  | {
      readonly kind: 'thread';
      readonly room: string;
      readonly root: number;
      readonly events: readonly Posted[];
      /** There are earlier ones. */
      readonly more: boolean;
      readonly phase: Phase;
    }
  | {
      readonly kind: 'versions';
      readonly room: string;
      readonly target: number;
      readonly versions: readonly Version[];
      readonly phase: Phase;
    }
  /** What the room is, and what can be decided about it. */
  | { readonly kind: 'room'; readonly room: string; readonly phase: Phase }
  /** Somebody, met in a room or elsewhere. */
  | { readonly kind: 'person'; readonly room: string | null; readonly user: Author; readonly phase: Phase }
  /** People to invite into a room, or to talk to directly. */
  | {
      readonly kind: 'find';
      readonly room: string | null;
      readonly query: string;
      readonly users: readonly User[];
      readonly phase: Phase;
    }
  | {
      readonly kind: 'reports';
      readonly room: string;
      readonly entries: readonly Report[];
      readonly more: boolean;
      readonly phase: Phase;
    }
  | {
      readonly kind: 'restrictions';
      readonly room: string;
      readonly entries: readonly Restriction[];
      readonly more: boolean;
      readonly phase: Phase;
    }
  /** What is chosen for this device. */
  | { readonly kind: 'settings'; readonly phase: Phase }
  /** The user's own: account, devices, who is blocked. */
  | { readonly kind: 'me'; readonly devices: readonly Device[]; readonly form: Form; readonly phase: Phase };

/** What lies over the whole page. */
export type Over =
  | { readonly kind: 'none' }
  /** `users`: whom the server found. */
  | { readonly kind: 'switcher'; readonly query: string; readonly users: readonly User[] }
  | { readonly kind: 'keys' };

export interface Search {
  readonly kind: 'search';
  /** What was looked for, empty before the first time; only in `room` and what `from` wrote, unless these are null. */
  readonly query: string;
  readonly room: string | null;
  readonly from: Author | null;
  readonly hits: readonly Hit[];
  readonly next: string | null;
  readonly phase: Phase;
}

export type Phase =
  { readonly kind: 'loading' } | { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly problem: Problem };

/** `since`: the newest event the page knew when it asked; the answer contains all up to that, and perhaps more. */
export type Request =
  /** `renewed`: the token was made just before. */
  | { readonly kind: 'hello'; readonly renewed: boolean }
  | { readonly kind: 'join'; readonly room: string }
  | { readonly kind: 'add'; readonly room: string; readonly cid: string }
  | {
      readonly kind: 'load';
      readonly room: string;
      readonly what: LoadingKind;
      readonly seq: number;
      readonly since: number;
    }
  | { readonly kind: 'fill'; readonly room: string }
  | { readonly kind: 'pins'; readonly room: string; readonly since: number }
  | { readonly kind: 'thread'; readonly room: string; readonly root: number; readonly since: number }
  | { readonly kind: 'versions'; readonly room: string; readonly target: number }
  | {
      readonly kind: 'search';
      readonly query: string;
      readonly room: string | null;
      readonly from: Author | null;
      readonly cursor: string | null;
    }
  | { readonly kind: 'read'; readonly room: string }
  | { readonly kind: 'unread'; readonly sofar: readonly ReadMark[] }
  | { readonly kind: 'rooms'; readonly sofar: readonly RoomSummary[] }
  | { readonly kind: 'members'; readonly room: string }
  | { readonly kind: 'create'; readonly posting: Posting; readonly cid: string }
  | { readonly kind: 'deed'; readonly message: DeedMessage; readonly about: Author | null }
  | { readonly kind: 'myRooms'; readonly sofar: readonly MyRoom[] }
  | { readonly kind: 'blocks' }
  | { readonly kind: 'find'; readonly query: string }
  | { readonly kind: 'reports' | 'restrictions'; readonly room: string; readonly more: boolean };

/** What is done to rooms and people, one thing at a time: whoever does it waits and sees. */
export type DeedMessage = Measure | MemberAddition;

export type Deed =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asked'; readonly message: DeedMessage }
  | { readonly kind: 'done'; readonly message: DeedMessage; readonly about: Author | null }
  | { readonly kind: 'failed'; readonly message: DeedMessage; readonly problem: Problem };
