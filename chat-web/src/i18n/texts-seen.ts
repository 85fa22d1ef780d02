/** What the page says about who has seen a message. */
export interface SeenTexts {
  /** Where two talk, there is but one who can have seen it. */
  readonly seen: string;
  readonly by: (names: readonly string[]) => string;
}
