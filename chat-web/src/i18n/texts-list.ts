/** What is said about single messages in a timeline. */
export interface ListTexts {
  readonly showMore: string;
  readonly showLess: string;
  readonly copyText: string;
  readonly copyLink: string;
  readonly copied: string;
  readonly notCopied: string;
  /** Whose messages are looked for. */
  readonly author: string;
  readonly anybody: string;
}
