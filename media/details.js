// The one script of the details: it shows what the editor sends and says what a person changed.
const editor = acquireVsCodeApi();
const main = document.querySelector('main');

window.addEventListener('message', ({ data }) => {
  const held = document.activeElement;
  const field = main.contains(held) ? held.dataset.field : undefined;
  const form = main.querySelector('form');
  const next = document.createElement('template');
  next.innerHTML = data.html;
  const isSame = form?.dataset.name === next.content.querySelector('form')?.dataset.name;
  // What somebody is writing at this moment stays under their hands; it is said when they leave the field.
  const typed =
    isSame && field ? { field, index: held.dataset.index, value: held.value, at: held.selectionStart } : undefined;
  main.replaceChildren(next.content);
  if (!typed) return;
  const index = typed.index === undefined ? '' : `[data-index="${typed.index}"]`;
  const again = main.querySelector(`[data-field="${typed.field}"]${index}`);
  if (!again) return;
  again.value = typed.value;
  again.focus();
  if (typed.at !== null && typed.at !== undefined && again.setSelectionRange)
    again.setSelectionRange(typed.at, typed.at);
});

const nameOf = (element) => element.closest('form')?.dataset.name;

main.addEventListener('change', ({ target }) => {
  const { field, index } = target.dataset;
  if (field) editor.postMessage({ name: nameOf(target), field, index, value: target.value });
});

main.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-action]');
  if (button) editor.postMessage({ name: nameOf(button), action: button.dataset.action, index: button.dataset.index });
});

// Enter in a line is the end of it; the form itself is never sent anywhere.
main.addEventListener('submit', (event) => event.preventDefault());
main.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.tagName === 'INPUT') {
    event.preventDefault();
    event.target.blur();
  }
});
