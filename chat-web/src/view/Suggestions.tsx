import type { ReactElement } from 'react';
import type { Option } from '../state/mention';
import { useTexts } from './context';

export const SUGGESTIONS = 'suggestions';

export const suggestionId = (index: number) => `suggestion-${index}`;

interface Props {
  readonly options: readonly Option[];
  readonly current: number;
  readonly onTake: (option: Option) => void;
}

/** The names that may be meant; the field keeps the focus. */
export function Suggestions({ options, current, onTake }: Props): ReactElement | null {
  const texts = useTexts();
  return options.length === 0 ? null : (
    <ul id={SUGGESTIONS} className="suggestions" role="listbox" aria-label={texts.order.suggestionList}>
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
          <bdi>@{option.word}</bdi>
          {option.key === '@' && <span className="me-mark">{texts.order.everybody}</span>}
        </li>
      ))}
    </ul>
  );
}
