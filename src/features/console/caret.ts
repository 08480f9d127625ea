/** Puts the caret of a field somewhere after its new text is there. */
export function nearestCaret(field: HTMLInputElement | null, at: number): void {
  requestAnimationFrame(() => {
    field?.setSelectionRange(at, at);
    // A long line is scrolled to its end.
    if (field && at >= field.value.length) field.scrollLeft = field.scrollWidth;
  });
}
