import { LIMITS } from '../protocol/messages';
import type { Texts } from './texts';

const numbers = new Intl.NumberFormat('en');
const list = new Intl.ListFormat('en');

export const en: Texts = {
  locale: 'en',
  you: 'You',
  other: 'Other',

  welcome: 'Come in and talk',
  welcomeHint: 'Choose the name the others will see.',
  yourName: 'Your name',
  nameRule: '2 to 32 characters, at least two of them letters',
  enter: 'Enter',
  entering: 'Entering…',
  takeName: (name) => `Be “${name}” instead`,

  skipToComposer: 'Skip to the message field',
  rooms: 'Rooms',
  showRooms: 'Show rooms',
  hideRooms: 'Hide rooms',
  yourRooms: 'Your rooms',
  otherRooms: 'Other rooms',
  newRoom: 'New room',
  roomName: 'Name of the room',
  createRoom: 'Create room',
  cancel: 'Cancel',
  leaveRoom: 'Leave room',
  leaveRoomNamed: (title) => `Leave ${title}`,
  noRoom: 'You are in no room. Choose one, or make a new one.',
  joiningRoom: 'Entering the room…',
  tryAgain: 'Try again',
  unread: (count) =>
    count > LIMITS.unreadMax
      ? `more than ${LIMITS.unreadMax} unread messages`
      : count === 1
        ? '1 unread message'
        : `${numbers.format(count)} unread messages`,
  people: (count) => (count === 1 ? '1 person' : `${numbers.format(count)} people`),

  setTopic: 'Add a topic',
  topic: 'Topic of the room',
  changeTopic: (topic) => `Change the topic: ${topic}`,
  save: 'Save',

  members: 'People here',
  showMembers: 'Show people',
  hideMembers: 'Hide people',
  manyMembers: 'Too many to list: this is a lively room.',

  changeName: 'Change name',
  signOut: 'Sign out',
  signedInAs: (name) => `You are ${name}`,

  messages: 'Messages',
  noMessages: 'No messages yet. Say hello!',
  startOfRoom: 'This is where the room begins.',
  loading: 'Loading…',
  loadOlder: 'Show earlier messages',
  today: 'Today',
  yesterday: 'Yesterday',
  newMessages: 'New messages',
  newMessagesButton: (count) =>
    count > LIMITS.unreadMax
      ? `more than ${LIMITS.unreadMax} new messages`
      : count === 1
        ? '1 new message'
        : `${numbers.format(count)} new messages`,
  toNewest: 'To the newest message',
  entered: (name) => `${name} came in`,
  left: (name) => `${name} left`,
  moreNotices: (count) => `and ${numbers.format(count)} more came or went`,
  typing: (names) =>
    names.length > 3
      ? 'Several people are typing…'
      : `${list.format(names)} ${names.length === 1 ? 'is' : 'are'} typing…`,
  said: (name, text) => `${name}: ${text}`,

  reply: 'Reply',
  replyTo: (name) => `Reply to ${name}`,
  cancelReply: 'Cancel reply',
  replyingTo: (name) => `Replying to ${name}`,
  goToQuoted: (name) => `Go to the message by ${name}`,
  earlierMessage: 'An earlier message',

  moreActions: 'More',
  actionsFor: (name) => `For the message by ${name}`,
  reactWith: (emoji) => `React with ${emoji}`,
  reaction: (emoji, count, mine) =>
    `${emoji}, ${count === 1 ? '1 person' : `${numbers.format(count)} people`}${mine ? ', you too' : ''}`,
  pin: 'Pin',
  unpin: 'Unpin',
  delete: 'Delete',
  deleteForAll: 'Delete this message for everybody?',
  deletedMessage: 'Message deleted',
  edited: 'edited',
  showVersions: 'Show earlier texts',
  pinned: 'pinned',
  replies: (count) => (count === 1 ? '1 reply' : `${numbers.format(count)} replies`),
  topicChanged: (name, topic) => (topic === '' ? `${name} removed the topic` : `${name} changed the topic: ${topic}`),
  pinnedBy: (name) => `${name} pinned a message`,
  editing: 'Editing a message',
  cancelEdit: 'Cancel editing',
  editHint: 'Enter saves, Esc cancels',

  close: 'Close',
  pins: 'Pinned messages',
  noPins: 'Nothing is pinned here.',
  thread: 'Replies',
  goToFirst: 'Go to the first message',
  noReplies: 'There is no reply yet.',
  versions: 'Texts of this message',
  noVersions: 'This message was deleted.',
  firstText: 'First text',
  search: 'Search',
  searchFor: 'Search messages',
  searchHint: 'Words, "whole phrases" or beginnings*; accents do not matter',
  onlyIn: (room) => `Only in ${room}`,
  searching: 'Searching…',
  hits: (count, more) =>
    count === 0
      ? 'Nothing found.'
      : `${numbers.format(count)}${more ? ' or more' : ''} ${count === 1 && !more ? 'message' : 'messages'} found`,
  moreHits: 'More results',

  message: 'Message',
  messageHint: (room) => `Message to ${room}`,
  sendHint: 'Enter sends, Shift+Enter breaks the line',
  sendMessage: 'Send message',
  charactersLeft: (count) => (count === 1 ? '1 character left' : `${numbers.format(count)} characters left`),
  charactersOver: (count) =>
    count === 1 ? '1 character too many to send' : `${numbers.format(count)} characters too many to send`,
  tooManyUnsent: 'Too many messages are waiting to be sent. Write on when the connection is back.',

  waitingToSend: 'Waiting to be sent',
  sending: 'Sending…',
  failed: {
    send: 'Not sent',
    edit: 'Not changed',
    delete: 'Not deleted',
    react: 'Reaction not sent',
    pin: 'Pin not changed',
    setTopic: 'Topic not changed',
  },
  sendAgain: 'Send again',
  edit: 'Edit',
  discard: 'Discard',

  connecting: 'Connecting…',
  connected: 'Connected',
  notConnected: 'Not connected',
  tryingAgainIn: (seconds) => `Trying again in ${numbers.format(seconds)} s.`,
  tryNow: 'Try now',

  problems: {
    badMessage: 'The server did not understand this page. Reload it to get the current one.',
    unknownType: 'The server does not know this request. Reload the page to get the current one.',
    invalidField: 'Something in this is not allowed by the server.',
    helloFirst: 'The server does not know yet who you are. Try again.',
    alreadyGreeted: 'The server knows already who you are.',
    badToken: 'The server does not recognise you from your last visit.',
    invalidName: 'A name has 2 to 32 characters of one script, at least two of them letters.',
    nameTaken: 'Somebody here has this name already.',
    notJoined: 'You were not in the room any more.',
    tooManyRooms: 'You are in as many rooms as you may be. Leave one first.',
    roomLimit: 'The server has as many rooms as it may have.',
    noSuchRoom: 'This room does not exist any more.',
    noSuchMessage: 'The message this is about does not exist any more.',
    notAuthor: 'Only its author may change a message.',
    tooManyReactions: 'This message has as many different reactions as it may have.',
    tooManyPins: 'This room has as many pinned messages as it may have. Unpin one first.',
    tooLarge: 'This message is too long.',
    cidReused: 'The server takes this for another message.',
    rateLimited: 'That was too fast. Wait a moment.',
    overloaded: 'The server has too much to do right now. Wait a moment.',
    unwritable: 'The server cannot store anything right now. It is tried again by itself.',
    notSupported: 'This server does not offer that.',
    internal: 'Something went wrong on the server. Sending it again will tell whether it was stored.',
    interrupted: 'It is not certain whether this arrived: the server no longer knows who you were.',
    roomNameEmpty: 'A room’s name needs a letter or a digit.',
    badQuery: 'Search for one to 16 words.',
    connectionLost: 'There is no connection right now.',
  },
  closings: {
    1000: 'The server said goodbye.',
    1001: 'The server is going away.',
    1002: 'The connection was damaged on its way.',
    1003: 'The server does not take this kind of message.',
    1005: 'The connection ended without a reason.',
    1006: 'The connection was lost.',
    1007: 'A text was damaged on its way.',
    1008: 'This is against the rules of the server.',
    1009: 'The message was too large for the server.',
    1011: 'Something went wrong on the server.',
    1012: 'The server is restarting.',
    1013: 'The server has too much to do right now.',
    1015: 'No secure connection could be made.',
    4001: 'The server does not accept who you say you are.',
    4100: 'The server did not hear in time who you are.',
    4200: 'The server heard nothing from here for too long.',
    4201: 'Messages came faster than they could be received.',
    other: 'The server ended the connection.',
  },
};
