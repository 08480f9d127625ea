/** The page of a lesson to read: without this it can be read all the same, and only has no button to print. */
import './read.css';

const button = document.querySelector<HTMLButtonElement>('#print');
if (button) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
const withKey = document.querySelector<HTMLInputElement>('#with-key');
if (withKey && new URLSearchParams(location.search).has('solutions')) withKey.checked = true;
