import type { ReactElement } from 'react';
import type { Suggestion } from './useCompletion';

export const SUGGESTIONS = 'suggestions';

export const suggestionId = (index: number) => `suggestion-${index}`;

interface Props {
  readonly label: string;
  readonly options: readonly Suggestion[];
  readonly current: number;
  readonly onTake: (option: Suggestion) => void;
}

/** What may be meant; the field keeps the focus. */
export function Suggestions({ label, options, current, onTake }: Props): ReactElement | null {
  return options.length === 0 ? null : (
    <ul id={SUGGESTIONS} className="suggestions" role="listbox" aria-label={label}>
      {options.map((option, i) => (
        <li
          key={option.key}
          id={suggestionId(i)}
          role="option"
          aria-selected={i === current}
          // Before the field would lose the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(option);
          }}
        >
          <bdi>{option.shown}</bdi>
          {option.note !== '' && <span className="me-mark">{option.note}</span>}
        </li>
      ))}
    </ul>
  );
}
