declare module 'virtual:emoji/pt' {
  const emoji: readonly import('./emoji').RawEmoji[];
  export default emoji;
}

declare module 'virtual:emoji/en' {
  const emoji: readonly import('./emoji').RawEmoji[];
  export default emoji;
}

declare module 'virtual:emoji/es' {
  const emoji: readonly import('./emoji').RawEmoji[];
  export default emoji;
}
