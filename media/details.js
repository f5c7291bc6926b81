// The one script of the details: it shows what the editor sends and says what a person changed.
const editor = acquireVsCodeApi();
const main = document.querySelector('main');
const spoken = document.querySelector('[role="status"]');

/** What tells a control from the others of its page, over each time that the page is written anew. */
const nameOfControl = ({ dataset }) =>
  dataset.field ? ['field', dataset.field, dataset.index] : ['action', dataset.action, dataset.index];

window.addEventListener('message', ({ data }) => {
  const held = document.activeElement;
  const has = held !== document.body && main.contains(held);
  const [kind, name, index] = has ? nameOfControl(held) : [];
  const before = main.querySelector('form')?.dataset.name;
  const drafts = [...main.querySelectorAll('[data-field="message"]')].map(({ value }) => value);
  const next = document.createElement('template');
  next.innerHTML = data.html;
  const form = next.content.querySelector('form');
  const isSame = before !== undefined && before === form?.dataset.name;
  // What somebody is writing at this moment stays under their hands; it is said when they leave the field.
  const typed = isSame && kind === 'field' ? { value: held.value, at: held.selectionStart } : undefined;
  main.replaceChildren(next.content);
  grow();
  if (!isSame) spoken.textContent = form?.querySelector('blockquote')?.textContent ?? '';
  const message = main.querySelector('[data-field="message"]');
  if (isSame && message && !data.sent) message.value = drafts[0] ?? '';
  if (!name) return;
  const at = index === undefined ? '' : `[data-index="${index}"]`;
  const again = main.querySelector(`[data-${kind}="${name}"]${at}`) ?? main.querySelector('[data-field]');
  if (typed && name !== 'message') again.value = typed.value;
  again?.focus();
  if (typeof typed?.at === 'number' && again.setSelectionRange) again.setSelectionRange(typed.at, typed.at);
});

/** Fields of prose are as high as what stands in them. */
function grow(fields = main.querySelectorAll('textarea')) {
  for (const field of fields) {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 2}px`;
  }
}

const nameOf = (element) => element.closest('form')?.dataset.name;

main.addEventListener('input', ({ target }) => target.tagName === 'TEXTAREA' && grow([target]));

main.addEventListener('change', ({ target }) => {
  const { field, index } = target.dataset;
  // A message is no field: it is sent when its author says so.
  if (field && field !== 'message') editor.postMessage({ name: nameOf(target), field, index, value: target.value });
});

main.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-action]');
  if (button) act(button);
});

function act(button) {
  const { action, index } = button.dataset;
  const message = main.querySelector('[data-field="message"]');
  const value = action === 'send' ? message.value : undefined;
  if (action === 'send') message.value = '';
  editor.postMessage({ name: nameOf(button), action, index, value });
}

// Enter in a line is the end of it, and sends a message with Ctrl or Cmd; the form itself is never sent anywhere.
main.addEventListener('submit', (event) => event.preventDefault());
main.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (key === 'Enter' && target.tagName === 'INPUT') {
    event.preventDefault();
    target.dispatchEvent(new Event('change', { bubbles: true }));
  }
  if (key === 'Enter' && (event.ctrlKey || event.metaKey) && target.dataset.field === 'message') {
    event.preventDefault();
    act(main.querySelector('[data-action="send"]'));
  }
  // Back to the text, with what was typed kept.
  if (key === 'Escape') {
    target.blur();
    editor.postMessage({ name: nameOf(target), action: 'leave' });
  }
});

// Who comes by keyboard comes to the first field.
window.addEventListener('focus', () => {
  if (document.activeElement === document.body) main.querySelector('[data-field]')?.focus();
});
