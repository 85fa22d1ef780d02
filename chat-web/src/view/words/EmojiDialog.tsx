import { EmojiPicker, useSkinTone, type EmojiDataResolver } from 'frimousse';
import { useEffect, useRef, useState, type MouseEvent, type ReactElement } from 'react';
import { emojiPicks, TONES, type Tone } from '../../app/picks';
import type { Emoji } from '../../words/emoji';
import { useTexts } from '../context';
import { CloseIcon } from '../icons';
import { fetchEmojis, languageOf } from './useEmojis';

interface Props {
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
}

const COLUMNS = 8;
const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const;
const [, ...SKINS] = TONES;

/** All emoji, by group or by name, in a dialog of its own: nothing of the page is in its way, and Escape leaves it. */
export default function EmojiDialog({ onPick, onClose }: Props): ReactElement {
  const texts = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const [picks] = useState(() => emojiPicks.read());
  const resolve = useResolver();
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  const pick = (emoji: string) => {
    emojiPicks.picked(emoji);
    onPick(emoji);
    close();
  };
  const onClick = ({ target, currentTarget }: MouseEvent) => {
    // What is not on anything in it is on what lies behind.
    if (target === currentTarget) {
      close();
    }
  };
  return (
    <dialog
      ref={dialog}
      className="emoji-dialog"
      aria-label={texts.words.emoji}
      onClose={onClose}
      onClick={onClick}
      onKeyDown={(event) => {
        // It is this that Escape closes. The picker hears of all other keys where everybody does.
        if (event.key === 'Escape') {
          event.stopPropagation();
        }
      }}
    >
      <EmojiPicker.Root
        className="emoji-picker"
        locale={languageOf(texts.locale)}
        columns={COLUMNS}
        skinTone={picks.tone}
        resolveEmojiData={resolve}
        onEmojiSelect={({ emoji }) => pick(emoji)}
      >
        <Head onClose={close} />
        {picks.recent.length > 0 && <Recent recent={picks.recent} onPick={pick} />}
        <All />
        <Tones />
      </EmojiPicker.Root>
    </dialog>
  );
}

/** All there are; the picker asks once. */
function useResolver(): EmojiDataResolver {
  const { emojiGroups, tones } = useTexts().words;
  const resolve = useRef<EmojiDataResolver>(async (locale) => {
    const { all } = await fetchEmojis(languageOf(locale));
    const categories = GROUPS.map((index) => ({ index, label: emojiGroups[index] }));
    return { locale, emojis: all.map(asListed), categories, skinTones: tones };
  });
  return resolve.current;
}

/** As the picker wants them, who looks for words as they stand there: for those without accents, and for codes, too. */
function asListed({ emoji, label, group, codes, tags, tones, labelWords, tagWords }: Emoji) {
  const [light, mediumLight, medium, mediumDark, dark] = tones;
  const skins =
    light === undefined || mediumLight === undefined || medium === undefined || mediumDark === undefined || !dark
      ? {}
      : { skins: { light, 'medium-light': mediumLight, medium, 'medium-dark': mediumDark, dark } };
  return {
    emoji,
    category: group,
    label,
    version: 0,
    tags: [...tags, ...codes, ...labelWords.slice(0, 1), ...tagWords],
    ...skins,
  };
}

function Head({ onClose }: { onClose: () => void }): ReactElement {
  const texts = useTexts();
  return (
    <div className="emoji-head">
      <EmojiPicker.Search autoFocus aria-label={texts.words.searchEmoji} placeholder={texts.words.searchEmoji} />
      <button className="quiet" type="button" onClick={onClose}>
        <CloseIcon />
        <span className="visually-hidden">{texts.close}</span>
      </button>
    </div>
  );
}

function Recent({ recent, onPick }: { recent: readonly string[]; onPick: (emoji: string) => void }): ReactElement {
  const texts = useTexts();
  return (
    <div className="emoji-recent" role="group" aria-label={texts.words.recentEmoji}>
      {recent.slice(0, COLUMNS).map((emoji) => (
        <button key={emoji} className="quiet emoji" type="button" onClick={() => onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  );
}

function All(): ReactElement {
  const texts = useTexts();
  return (
    <EmojiPicker.Viewport className="emoji-viewport" tabIndex={0} role="group" aria-label={texts.words.emoji}>
      <EmojiPicker.Loading className="emoji-state">{texts.words.loadingEmoji}</EmojiPicker.Loading>
      <EmojiPicker.Empty className="emoji-state">{texts.words.noEmoji}</EmojiPicker.Empty>
      <EmojiPicker.List
        className="emoji-list"
        components={{
          CategoryHeader: ({ category, ...props }) => (
            <div className="emoji-group" {...props}>
              {category.label}
            </div>
          ),
          Row: (props) => <div className="emoji-row" {...props} aria-rowindex={counted(props['aria-rowindex'])} />,
          Emoji: ({ emoji, ...props }) => (
            <button type="button" className="emoji-cell" {...props} aria-colindex={counted(props['aria-colindex'])}>
              {emoji.emoji}
            </button>
          ),
        }}
      />
    </EmojiPicker.Viewport>
  );
}

/** The picker counts rows and columns from 0, which they are not counted from. */
function counted(index: number | undefined): number | undefined {
  return index === undefined ? undefined : index + 1;
}

function Tones(): ReactElement {
  const texts = useTexts();
  const [tone, setTone, variations] = useSkinTone('✋');
  const choose = (wanted: Tone) => {
    emojiPicks.toned(wanted);
    setTone(wanted);
  };
  return (
    <div className="emoji-tones" role="radiogroup" aria-label={texts.words.skinTone}>
      {(['none', ...SKINS] as const).map((wanted) => (
        <label key={wanted} className="emoji-tone">
          <input
            className="visually-hidden"
            type="radio"
            name="emoji-tone"
            checked={tone === wanted}
            onChange={() => choose(wanted)}
          />
          <span className="emoji" aria-hidden="true">
            {variations.find(({ skinTone }) => skinTone === wanted)?.emoji}
          </span>
          <span className="visually-hidden">{texts.words.tones[wanted]}</span>
        </label>
      ))}
    </div>
  );
}
