import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { Chime } from '../../app/chime';
import { askToNotify, canNotify } from '../../app/notifications';
import { THEMES, type QuietHours, type Settings, type Theme } from '../../state/settings';
import { useChat, useDispatch, useTexts } from '../context';
import { LanguageChoice } from '../LanguageChoice';

/** One for all trials: each has a way to the loudspeaker, which is never given back. */
const CHIME = new Chime();

/** What can be chosen for this device. */
export default function SettingsPane(): ReactElement {
  return (
    <>
      <section className="pane-part">
        <LanguageChoice />
      </section>
      <LookPart />
      <TellPart />
      <KeysPart />
    </>
  );
}

function useSettings(): [Settings, (change: Partial<Settings>) => void] {
  const dispatch = useDispatch();
  const settings = useChat((state) => state.settings);
  return [settings, (change) => dispatch({ type: 'settingsChanged', change })];
}

interface SwitchProps {
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
  readonly words: string;
  readonly hint?: ReactNode;
}

function Switch({ on, onSwitch, words, hint }: SwitchProps): ReactElement {
  const id = useId();
  return (
    <label className="check">
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-describedby={hint === undefined ? undefined : id}
        onChange={({ target }) => onSwitch(target.checked)}
      />
      <span>
        {words}
        {hint !== undefined && (
          <span id={id} className="rule">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}

function LookPart(): ReactElement {
  const texts = useTexts();
  const [{ theme, contrast }, change] = useSettings();
  const id = useId();
  return (
    <section className="pane-part pane-form">
      <h3>{texts.look.title}</h3>
      <label htmlFor={id}>{texts.look.theme}</label>
      <select id={id} value={theme} onChange={({ target }) => change({ theme: target.value as Theme })}>
        {THEMES.map((it) => (
          <option key={it} value={it}>
            {texts.look.themes[it]}
          </option>
        ))}
      </select>
      <Switch
        on={contrast === 'more'}
        onSwitch={(on) => change({ contrast: on ? 'more' : 'system' })}
        words={texts.look.contrast}
        hint={texts.look.contrastHint}
      />
    </section>
  );
}

function TellPart(): ReactElement {
  const texts = useTexts();
  const [{ sound, volume, quiet }, change] = useSettings();
  const id = useId();
  return (
    <section className="pane-part pane-form">
      <h3>{texts.tell.title}</h3>
      <DesktopSwitch />
      <Switch on={sound} onSwitch={(on) => change({ sound: on })} words={texts.tell.sound} />
      {sound && (
        <>
          <label htmlFor={id}>{texts.tell.volume}</label>
          <input
            id={id}
            type="range"
            min={0.1}
            max={1}
            step={0.1}
            value={volume}
            onChange={({ target }) => change({ volume: target.valueAsNumber })}
          />
          <button type="button" onClick={() => CHIME.ring(volume)}>
            {texts.tell.playSound}
          </button>
        </>
      )}
      <Switch
        on={quiet.on}
        onSwitch={(on) => change({ quiet: { ...quiet, on } })}
        words={texts.tell.quiet}
        hint={texts.tell.quietHint}
      />
      {quiet.on && <QuietTimes quiet={quiet} onChange={(times) => change({ quiet: { ...quiet, ...times } })} />}
    </section>
  );
}

type Answer = 'unasked' | Awaited<ReturnType<typeof askToNotify>>;

/** The browser asks its user whether a page may; it is made to ask only here, when somebody wishes for it. */
function DesktopSwitch(): ReactElement {
  const texts = useTexts();
  const [{ desktop }, change] = useSettings();
  const [answer, setAnswer] = useState<Answer>('unasked');
  const ask = async () => {
    const given = await askToNotify();
    setAnswer(given);
    change({ desktop: given === 'granted' });
  };
  const refusal = { denied: texts.tell.desktopDenied, unavailable: texts.tell.desktopUnavailable };
  return (
    <>
      <Switch
        on={desktop && canNotify()}
        onSwitch={(on) => (on ? void ask() : change({ desktop: false }))}
        words={texts.tell.desktop}
        hint={texts.tell.desktopHint}
      />
      <p role="status" className={answer in refusal ? 'problem' : 'done'}>
        {(answer === 'denied' || answer === 'unavailable') && refusal[answer]}
      </p>
    </>
  );
}

interface TimesProps {
  readonly quiet: QuietHours;
  readonly onChange: (times: Partial<QuietHours>) => void;
}

function QuietTimes({ quiet, onChange }: TimesProps): ReactElement {
  const texts = useTexts();
  return (
    <div className="times" role="group" aria-label={texts.tell.quiet}>
      <TimeField label={texts.tell.quietFrom} minutes={quiet.from} onChange={(from) => onChange({ from })} />
      <TimeField label={texts.tell.quietTo} minutes={quiet.to} onChange={(to) => onChange({ to })} />
    </div>
  );
}

interface TimeProps {
  readonly label: string;
  /** Since midnight. */
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
}

function TimeField({ label, minutes, onChange }: TimeProps): ReactElement {
  const id = useId();
  const two = (count: number) => `${Math.floor(count)}`.padStart(2, '0');
  const read = (value: string) => {
    const [hours = NaN, rest = NaN] = value.split(':').map(Number);
    // While it is being typed it is empty.
    if (Number.isInteger(hours * 60 + rest)) {
      onChange(hours * 60 + rest);
    }
  };
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="time"
        required
        value={`${two(minutes / 60)}:${two(minutes % 60)}`}
        onChange={({ target }) => read(target.value)}
      />
    </div>
  );
}

function KeysPart(): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const [{ singleKeys }, change] = useSettings();
  return (
    <section className="pane-part pane-form">
      <h3>{texts.keys.title}</h3>
      <Switch
        on={singleKeys}
        onSwitch={(on) => change({ singleKeys: on })}
        words={texts.keys.single}
        hint={texts.keys.singleHint}
      />
      <button type="button" onClick={() => dispatch({ type: 'overOpened', what: 'keys' })}>
        {texts.keys.open}
      </button>
    </section>
  );
}
