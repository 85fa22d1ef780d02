import type { Effect } from '../state/model';
import type { Api } from '../transport/api';
import type { Connection } from '../transport/connection';
import type { Keeper } from './keeper';
import type { Leavers } from './leavers';
import type { Memory } from './memory';
import type { Shell } from './shell';
import type { Store } from './store';
import type { Teller } from './teller';

/** What effects are performed with. */
export interface Means {
  readonly store: Store;
  readonly connection: Connection;
  readonly api: Api;
  readonly memory: Memory;
  readonly keeper: Keeper;
  readonly leavers: Leavers;
  readonly teller: Teller;
  readonly shell: Shell;
}

/** Does in the world outside what the state asks for. */
export function perform(effect: Effect, { store, connection, api, memory, leavers, teller, shell }: Means): void {
  switch (effect.do) {
    case 'connect':
      return connection.start();
    case 'disconnect':
      return connection.stop();
    case 'backOff':
      return connection.networkVanished();
    case 'call':
      return void api.perform(effect.call);
    case 'goElsewhere':
      return location.assign('/api/auth/oidc/start');
    case 'say':
      return connection.send(effect.message);
    case 'tell':
      return teller.tell(effect.alert);
    case 'remember': {
      const { name, token, account } = effect;
      const user = store.state().owner;
      leavers.cameIn(user);
      return memory.keep({ name, token, account, user });
    }
    case 'forget':
      return leavers.signedOut(effect.owner);
    case 'letGo':
      return leavers.letGo(effect.owner, effect.rooms);
    case 'reload':
      return void shell.renew();
  }
}
