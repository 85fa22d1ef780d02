import { Fragment, type ReactElement } from 'react';
import { useChat, useTexts } from '../context';
import { Dialog } from '../Dialog';
import { isMac, SHORTCUTS, type Shortcut } from '../shortcuts';

/** Every key that does something. */
export default function KeySheet(): ReactElement {
  const texts = useTexts();
  const groups = Object.keys(SHORTCUTS) as (keyof typeof SHORTCUTS)[];
  return (
    <Dialog title={texts.keys.title}>
      {groups.map((group) => (
        <section key={group} className="key-group">
          <h3>{texts.keys.groups[group]}</h3>
          <dl>
            {SHORTCUTS[group].map((shortcut) => (
              <Row key={shortcut.words} shortcut={shortcut} />
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

function Row({ shortcut: { words, ways, single } }: { shortcut: Shortcut }): ReactElement {
  const texts = useTexts();
  const singleKeys = useChat(({ settings }) => settings.singleKeys);
  const shown = [...ways, ...(single !== undefined && singleKeys ? [single] : [])];
  return (
    <>
      <dt>{texts.keys[words]}</dt>
      <dd>
        {shown.map((keys, i) => (
          <Fragment key={keys.join('+')}>
            {i > 0 && ` ${texts.access.or} `}
            <Keys keys={keys} />
          </Fragment>
        ))}
      </dd>
    </>
  );
}

const ON_MAC: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥' };

function Keys({ keys }: { keys: readonly string[] }): ReactElement {
  const { names } = useTexts().keys;
  const isNamed = (key: string): key is keyof typeof names => key in names;
  const nameOf = (key: string) => (isMac() ? ON_MAC[key] : undefined) ?? (isNamed(key) ? names[key] : key);
  return (
    <>
      {keys.map((key, i) => (
        <Fragment key={key}>
          {i > 0 && '+'}
          <kbd>{nameOf(key)}</kbd>
        </Fragment>
      ))}
    </>
  );
}
