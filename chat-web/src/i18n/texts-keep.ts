/** What the page says about itself: what it keeps, and that there is a newer one. */
export interface KeepTexts {
  /** A newer page is there. */
  readonly newVersion: string;
  readonly reload: string;
}
