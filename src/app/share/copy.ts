/**
 * Writes text into the clipboard by Safari's rules: the writing must begin in the click itself, so a text that is still being
 * made goes in as a promise. Resolves to false where the browser refuses; the text must then be copied by hand.
 */
export async function copyText(text: string | Promise<string>): Promise<boolean> {
  try {
    if (typeof text === 'string') await navigator.clipboard.writeText(text);
    else if (typeof ClipboardItem === 'undefined') await navigator.clipboard.writeText(await text);
    else {
      const blob = text.then((ready) => new Blob([ready], { type: 'text/plain' }));
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    }
    return true;
  } catch {
    return false;
  }
}

/** What the person is told where the browser refuses; the text is selected by then. */
export const BY_HAND =
  'This browser does not let a page copy. The text is selected: press Ctrl+C, or ⌘C on a Mac.';
