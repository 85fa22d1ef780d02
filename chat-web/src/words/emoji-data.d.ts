declare module 'virtual:emoji/emoji-pt' {
  const emoji: readonly import('./emoji').RawEmoji[];
  export default emoji;
}

declare module 'virtual:emoji/emoji-en' {
  const emoji: readonly import('./emoji').RawEmoji[];
  export default emoji;
}

declare module 'virtual:emoji/emoji-es' {
  const emoji: readonly import('./emoji').RawEmoji[];
  export default emoji;
}
