import type { ReactElement } from 'react';
import type { Side } from '../state/model';
import { useTexts } from './context';
import { momentOf } from './format';

/** Every text a message has had, the present one first. */
export function VersionsList({ side }: { side: Extract<Side, { kind: 'versions' }> }): ReactElement {
  const texts = useTexts();
  const { versions, phase, target } = side;
  return (
    <>
      {phase.kind === 'ready' && versions.length === 0 && <p className="hint">{texts.noVersions}</p>}
      <ol className="cards">
        {versions.toReversed().map(({ seq, at, text }) => (
          <li key={seq} className="version">
            <p className="card-head">
              {seq === target && <strong>{texts.firstText}</strong>}
              <time dateTime={new Date(at).toISOString()}>{momentOf(texts, at)}</time>
            </p>
            <p className="version-text" dir="auto">
              {text}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
