/** The search of the gallery. The page is there without it; the field shows itself only where this runs. */
import './gallery.css';

const field = document.querySelector<HTMLInputElement>('#search');
const found = document.querySelector('#found');
const cards = [...document.querySelectorAll<HTMLElement>('[data-search]')];

if (field && found) {
  field.closest('search')?.removeAttribute('hidden');
  const given = new URLSearchParams(location.search).get('q');
  if (given !== null) field.value = given.slice(0, 100);
  const filter = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      card.hidden = !words.every((word) => card.dataset.search?.includes(word));
      if (!card.hidden) shown++;
    }
    found.textContent =
      words.length === 0
        ? `${cards.length} scenarios`
        : shown === 0
          ? `No scenario has “${field.value}”.`
          : `${shown} of ${cards.length} scenarios`;
  };
  field.addEventListener('input', filter);
  filter();
}
