/** What somebody did, and whose message it is about: of the user themselves whole sentences, for "you" is no name. */
export interface DeedTexts {
  readonly made: (name: string) => string;
  readonly added: (name: string, user: string) => string;
  readonly removed: (name: string, user: string) => string;
  readonly leftForGood: (name: string) => string;
  readonly changed: (name: string) => string;
  readonly topicChanged: (name: string, topic: string) => string;
  readonly pinned: (name: string) => string;
  readonly byMe: {
    readonly made: string;
    readonly added: (user: string) => string;
    readonly removed: (user: string) => string;
    readonly leftForGood: string;
    readonly changed: string;
    readonly topicChanged: (topic: string) => string;
    readonly pinned: string;
  };
  readonly toMe: {
    readonly added: (name: string) => string;
    readonly removed: (name: string) => string;
  };
  readonly messageOf: {
    readonly replyingTo: (name: string) => string;
    readonly goTo: (name: string) => string;
    readonly actions: (name: string) => string;
  };
  readonly mine: {
    readonly replyingTo: string;
    readonly goTo: string;
    readonly actions: string;
  };
}
