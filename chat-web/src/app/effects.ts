import type { Effect } from '../state/model';
import type { Api } from '../transport/api';
import type { Connection } from '../transport/connection';
import type { Keeper } from './keeper';
import type { Memory } from './memory';
import { emojiPicks } from './picks';
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
  readonly teller: Teller;
  readonly shell: Shell;
}

/** Does in the world outside what the state asks for. */
export function perform(effect: Effect, { store, connection, api, memory, keeper, teller, shell }: Means): void {
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
      return memory.keep({ name, token, account, user: store.state().owner });
    }
    case 'forget':
      keeper.forget(effect.owner);
      emojiPicks.forget();
      return memory.forget(effect.owner);
    case 'reload':
      return void shell.renew();
  }
}
