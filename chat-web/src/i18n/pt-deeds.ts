import type { DeedTexts } from './texts-deeds';

export const deedsPt: DeedTexts = {
  made: (name) => `${name} criou esta sala`,
  added: (name, user) => `${name} convidou ${user}`,
  removed: (name, user) => `${name} removeu ${user}`,
  leftForGood: (name) => `${name} saiu de vez`,
  changed: (name) => `${name} mudou as configurações da sala`,
  topicChanged: (name, topic) => (topic === '' ? `${name} tirou o assunto` : `${name} mudou o assunto: ${topic}`),
  pinned: (name) => `${name} fixou uma mensagem`,
  byMe: {
    made: 'Você criou esta sala',
    added: (user) => `Você convidou ${user}`,
    removed: (user) => `Você removeu ${user}`,
    leftForGood: 'Você saiu de vez',
    changed: 'Você mudou as configurações da sala',
    topicChanged: (topic) => (topic === '' ? 'Você tirou o assunto' : `Você mudou o assunto: ${topic}`),
    pinned: 'Você fixou uma mensagem',
  },
  toMe: {
    added: (name) => `${name} convidou você`,
    removed: (name) => `${name} removeu você`,
  },
  messageOf: {
    replyingTo: (name) => `Respondendo a ${name}`,
    goTo: (name) => `Ir para a mensagem de ${name}`,
    actions: (name) => `Para a mensagem de ${name}`,
  },
  mine: {
    replyingTo: 'Respondendo à sua própria mensagem',
    goTo: 'Ir para a sua mensagem',
    actions: 'Para a sua mensagem',
  },
};
