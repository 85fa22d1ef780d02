import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { LIMITS } from '../protocol/messages';
import type { Search } from '../state/model';
import { markedParts } from '../state/select';
import { titleOf } from '../state/select-rooms';
import { useActiveRoom, useChat, useDispatch, useTexts } from './context';
import { SearchIcon } from './icons';
import { MessageCard, type Go } from './MessageLists';
import { usePlain } from './words/useWords';

export function SearchPane({ side, go }: { side: Search; go: Go }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { hits, next, phase, query } = side;
  return (
    <>
      <SearchForm side={side} />
      <p className="hint" role="status">
        {query !== '' && phase.kind === 'ready' && texts.hits(hits.length, next !== null)}
      </p>
      <ul className="cards">
        {hits.map((hit) => (
          <li key={`${hit.event.seq} ${hit.event.room}`}>
            <HitCard hit={hit} go={go} />
          </li>
        ))}
      </ul>
      {next !== null && phase.kind === 'ready' && (
        <button type="button" onClick={() => dispatch({ type: 'moreHitsWanted' })}>
          {texts.moreHits}
        </button>
      )}
    </>
  );
}

function SearchForm({ side }: { side: Search }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const room = useActiveRoom();
  const [typed, setTyped] = useState(side.query);
  const [narrow, setNarrow] = useState(side.room !== null);
  const field = useId();
  const search = (here: boolean) =>
    dispatch({ type: 'searched', query: typed, room: here && room !== undefined ? room.name : null });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    search(narrow);
  };
  return (
    <form className="search-form" role="search" onSubmit={onSubmit}>
      <label className="visually-hidden" htmlFor={field}>
        {texts.searchFor}
      </label>
      <div className="search-row">
        <input
          id={field}
          type="search"
          dir="auto"
          autoComplete="off"
          maxLength={LIMITS.queryCodePointsMax}
          placeholder={texts.searchFor}
          aria-describedby={`${field}-hint`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button className="primary" type="submit">
          <SearchIcon />
          <span className="visually-hidden">{texts.search}</span>
        </button>
      </div>
      <p id={`${field}-hint`} className="rule">
        {texts.searchHint}
      </p>
      {room !== undefined && (
        <label className="check">
          <input
            type="checkbox"
            checked={narrow}
            onChange={({ target }) => {
              setNarrow(target.checked);
              search(target.checked);
            }}
          />
          <span dir="auto">{texts.onlyIn(room.title)}</span>
        </label>
      )}
    </form>
  );
}

function HitCard({ hit, go }: { hit: Search['hits'][number]; go: Go }): ReactElement {
  const { event, snippet, marks } = hit;
  const { placesInPlain } = usePlain();
  const words = placesInPlain(snippet, marks);
  const place = useChat((state) => titleOf(state, event.room));
  return (
    <MessageCard event={event} go={go} place={place}>
      {markedParts(words.text, words.places).map(({ text, marked }, i) =>
        marked ? <mark key={i}>{text}</mark> : <span key={i}>{text}</span>,
      )}
    </MessageCard>
  );
}
