const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a language says a length of time: in whole units of the largest kind of which there are at least two. */
export function spans(locale: string): (seconds: number) => string {
  const of = (unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  const units = [
    { size: DAY, words: of('day') },
    { size: HOUR, words: of('hour') },
    { size: MINUTE, words: of('minute') },
    { size: 1, words: of('second') },
  ];
  return (seconds) => {
    const unit = units.find(({ size }) => seconds >= 2 * size || seconds === size) ?? units[units.length - 1];
    return unit === undefined ? '' : unit.words.format(Math.max(0, Math.round(seconds / unit.size)));
  };
}
