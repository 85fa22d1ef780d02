import type { DeedTexts } from './texts-deeds';

export const deedsEs: DeedTexts = {
  made: (name) => `${name} creó esta sala`,
  added: (name, user) => `${name} invitó a ${user}`,
  removed: (name, user) => `${name} quitó a ${user}`,
  leftForGood: (name) => `${name} salió para siempre`,
  changed: (name) => `${name} cambió los ajustes de la sala`,
  topicChanged: (name, topic) => (topic === '' ? `${name} quitó el tema` : `${name} cambió el tema: ${topic}`),
  pinned: (name) => `${name} fijó un mensaje`,
  byMe: {
    made: 'Creaste esta sala',
    added: (user) => `Invitaste a ${user}`,
    removed: (user) => `Quitaste a ${user}`,
    leftForGood: 'Saliste para siempre',
    changed: 'Cambiaste los ajustes de la sala',
    topicChanged: (topic) => (topic === '' ? 'Quitaste el tema' : `Cambiaste el tema: ${topic}`),
    pinned: 'Fijaste un mensaje',
  },
  toMe: {
    added: (name) => `${name} te invitó`,
    removed: (name) => `${name} te quitó`,
  },
  messageOf: {
    replyingTo: (name) => `Respondiendo a ${name}`,
    goTo: (name) => `Ir al mensaje de ${name}`,
    actions: (name) => `Para el mensaje de ${name}`,
  },
  mine: {
    replyingTo: 'Respondiendo a tu propio mensaje',
    goTo: 'Ir a tu mensaje',
    actions: 'Para tu mensaje',
  },
};
