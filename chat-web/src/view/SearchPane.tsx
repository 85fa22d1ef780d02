import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { LIMITS, type Author } from '../protocol/messages';
import { knownIn } from '../state/mention';
import type { Room, Search } from '../state/model';
import { markedParts } from '../state/select';
import { titleOf } from '../state/select-rooms';
import { useActiveRoom, useChat, useDispatch, useMyId, useTexts } from './context';
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
  const [from, setFrom] = useState(side.from);
  const search = (here: boolean, author: Author | null) =>
    dispatch({ type: 'searched', query: typed, room: here && room !== undefined ? room.name : null, from: author });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    search(narrow, from);
  };
  return (
    <form className="search-form" role="search" onSubmit={onSubmit}>
      <SearchField typed={typed} onType={setTyped} />
      {room !== undefined && (
        <label className="check">
          <input
            type="checkbox"
            checked={narrow}
            onChange={({ target }) => {
              setNarrow(target.checked);
              search(target.checked, from);
            }}
          />
          <span dir="auto">{texts.onlyIn(room.title)}</span>
        </label>
      )}
      {room !== undefined && (
        <AuthorChoice
          room={room}
          author={from}
          onChoose={(author) => {
            setFrom(author);
            search(narrow, author);
          }}
        />
      )}
    </form>
  );
}

function SearchField({ typed, onType }: { typed: string; onType: (typed: string) => void }): ReactElement {
  const texts = useTexts();
  const id = useId();
  return (
    <>
      <label className="visually-hidden" htmlFor={id}>
        {texts.searchFor}
      </label>
      <div className="search-row">
        <input
          id={id}
          type="search"
          dir="auto"
          autoComplete="off"
          maxLength={LIMITS.queryCodePointsMax}
          placeholder={texts.searchFor}
          aria-describedby={`${id}-hint`}
          value={typed}
          onChange={({ target }) => onType(target.value)}
        />
        <button className="primary" type="submit">
          <SearchIcon />
          <span className="visually-hidden">{texts.search}</span>
        </button>
      </div>
      <p id={`${id}-hint`} className="rule">
        {texts.searchHint}
      </p>
    </>
  );
}

interface AuthorProps {
  readonly room: Room;
  /** Null: anybody. */
  readonly author: Author | null;
  readonly onChoose: (author: Author | null) => void;
}

/** Whose messages are looked for: one of those who are known in the room that is shown, or were in the one before. */
function AuthorChoice({ room, author, onChoose }: AuthorProps): ReactElement {
  const texts = useTexts();
  const me = useMyId();
  const id = useId();
  const known = new Map([...(author === null ? [] : [[author.id, author.name] as const]), ...knownIn(room)]);
  const others = [...known].filter(([user]) => user !== me).sort(([, a], [, b]) => a.localeCompare(b));
  return (
    <div className="pane-form">
      <label htmlFor={id}>{texts.list.author}</label>
      <select
        id={id}
        value={author?.id ?? ''}
        onChange={({ target: { value } }) =>
          onChoose(value === '' ? null : { id: value, name: known.get(value) ?? '' })
        }
      >
        <option value="">{texts.list.anybody}</option>
        <option value={me}>{texts.you}</option>
        {others.map(([user, name]) => (
          <option key={user} value={user}>
            {name}
          </option>
        ))}
      </select>
    </div>
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
