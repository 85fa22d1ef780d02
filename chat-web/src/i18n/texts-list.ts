/** What is said about single messages in a timeline. */
export interface ListTexts {
  readonly showMore: string;
  readonly showLess: string;
  readonly copyText: string;
  readonly copyLink: string;
  /** Said of a time that is a link to the message it belongs to. */
  readonly linkTo: (time: string) => string;
  readonly copied: string;
  readonly notCopied: string;
  /** Whose messages are looked for. */
  readonly author: string;
  readonly anybody: string;
}
