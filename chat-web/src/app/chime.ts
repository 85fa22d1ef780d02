/** Two short notes, each a frequency in hertz and when it begins, in seconds. */
const NOTES = [
  { hertz: 659, at: 0 },
  { hertz: 880, at: 0.12 },
] as const;
const NOTE_SECONDS = 0.28;
/** Full volume is still no reason to jump. */
const GAIN_MAX = 0.3;
/** Rooms that are told of at the same time ring once. */
const REST_MILLIS = 1_500;

/** The sound that something was said. */
export class Chime {
  #context: AudioContext | null = null;
  #rangAt = -Infinity;

  /** @param volume from 0, which is silence, to 1 */
  ring(volume: number): void {
    const now = performance.now();
    // Before anybody touched the page, browsers let it make no sound.
    if (volume <= 0 || now - this.#rangAt < REST_MILLIS || !navigator.userActivation?.hasBeenActive) {
      return;
    }
    this.#rangAt = now;
    try {
      this.#context ??= new AudioContext();
      void this.#context.resume();
      NOTES.forEach((note) => play(this.#context as AudioContext, note, volume * GAIN_MAX));
    } catch {
      // No sound, then.
    }
  }
}

function play(context: AudioContext, { hertz, at }: (typeof NOTES)[number], gain: number): void {
  const begin = context.currentTime + at;
  const tone = context.createOscillator();
  const level = context.createGain();
  tone.frequency.value = hertz;
  level.gain.setValueAtTime(0, begin);
  level.gain.linearRampToValueAtTime(gain, begin + 0.01);
  level.gain.exponentialRampToValueAtTime(0.001, begin + NOTE_SECONDS);
  tone.connect(level).connect(context.destination);
  tone.start(begin);
  tone.stop(begin + NOTE_SECONDS);
}
