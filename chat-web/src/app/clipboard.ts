/**
 * Copies a text; false: the browser does not let the page. It gives its clipboard to secure origins only: elsewhere what is
 * selected is copied, as by hand.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard !== undefined) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Refused; the other way may be allowed.
  }
  return copyAsSelected(text);
}

function copyAsSelected(text: string): boolean {
  const selection = getSelection();
  const before =
    selection === null ? [] : Array.from({ length: selection.rangeCount }, (_, i) => selection.getRangeAt(i));
  // Not a field: it would take the focus, and what was to be seen only as long as it has that would go away.
  const shown = document.createElement('pre');
  shown.className = 'visually-hidden';
  shown.textContent = text;
  document.body.append(shown);
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', onCopy);
  try {
    selection?.selectAllChildren(shown);
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', onCopy);
    shown.remove();
    selection?.removeAllRanges();
    before.forEach((range) => selection?.addRange(range));
  }
}
