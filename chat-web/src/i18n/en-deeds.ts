import type { DeedTexts } from './texts-deeds';

export const deedsEn: DeedTexts = {
  made: (name) => `${name} made this room`,
  added: (name, user) => `${name} invited ${user}`,
  removed: (name, user) => `${name} removed ${user}`,
  leftForGood: (name) => `${name} left for good`,
  changed: (name) => `${name} changed the settings of the room`,
  topicChanged: (name, topic) => (topic === '' ? `${name} removed the topic` : `${name} changed the topic: ${topic}`),
  pinned: (name) => `${name} pinned a message`,
  byMe: {
    made: 'You made this room',
    added: (user) => `You invited ${user}`,
    removed: (user) => `You removed ${user}`,
    leftForGood: 'You left for good',
    changed: 'You changed the settings of the room',
    topicChanged: (topic) => (topic === '' ? 'You removed the topic' : `You changed the topic: ${topic}`),
    pinned: 'You pinned a message',
  },
  toMe: {
    added: (name) => `${name} invited you`,
    removed: (name) => `${name} removed you`,
  },
  messageOf: {
    replyingTo: (name) => `Replying to ${name}`,
    goTo: (name) => `Go to the message by ${name}`,
    actions: (name) => `For the message by ${name}`,
  },
  mine: {
    replyingTo: 'Replying to your own message',
    goTo: 'Go to your message',
    actions: 'For your message',
  },
};
