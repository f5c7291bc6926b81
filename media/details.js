// The one script of the details: it shows what the editor sends and says what a person changed.
const editor = acquireVsCodeApi();
const main = document.querySelector('main');
const spoken = document.querySelector('[role="status"]');

/** Whether the page got the keyboard since it was asked to take it last: who has left it again meanwhile is not led back. */
let hasCome = false;

/** Takes the keyboard, to where it was in the page, else to the first field. */
function takeKeyboard() {
  if (document.activeElement === document.body) main.querySelector('[data-field]')?.focus();
  else document.activeElement.focus();
}

window.addEventListener('message', ({ data }) => {
  if (data.isFocusAsked) {
    if (!hasCome && !document.hasFocus()) takeKeyboard();
    hasCome = false;
    return;
  }
  const next = document.createElement('template');
  next.innerHTML = data.html;
  const form = next.content.querySelector('form');
  const isSame = form !== null && nameOf(main.querySelector('form')) === nameOf(form);
  if (!isSame) {
    // What somebody wrote and did not leave yet is said before its field goes.
    const held = document.activeElement;
    if (main.contains(held) && isEdited(held)) say(held);
    const name = main.contains(held) ? signatureOf(held) : undefined;
    main.replaceChildren(next.content);
    scrollTo(0, 0);
    spoken.textContent = form?.querySelector('blockquote')?.textContent ?? '';
    if (name)
      [...main.querySelectorAll('[data-field], [data-action]')].find((one) => signatureOf(one) === name)?.focus();
  } else {
    const held = document.activeElement;
    const { section } = held.closest('[data-section]')?.dataset ?? {};
    sync(main, next.content);
    // A button that did away with itself leaves the keyboard in its section.
    if (section && !held.isConnected) main.querySelector(`[data-section="${section}"] [data-action]`)?.focus();
  }
  grow(main.querySelectorAll('textarea'));
});

/** The annotation that an element is about. */
const nameOf = (element) => element?.closest('form')?.dataset.name;

/** What tells an element from its siblings, each time that the page is written anew. */
function signatureOf(node) {
  const { section, field, action, key = '' } = node.dataset ?? {};
  const inside = node.nodeName === 'LABEL' ? node.querySelector('[data-field]')?.dataset.field : undefined;
  return [node.nodeName, section ?? field ?? action ?? inside ?? '', key].join(' ');
}

/**
 * Makes the children of one element those of another, and keeps each that is in both: what somebody is writing in, and
 * where their cursor is, stays under their hands.
 */
function sync(old, next) {
  const pool = [...old.childNodes];
  const kept = [...next.childNodes].map((node) => {
    const at = pool.findIndex((one) => signatureOf(one) === signatureOf(node));
    return { node, old: at < 0 ? undefined : pool.splice(at, 1)[0] };
  });
  for (const gone of pool) {
    // What somebody is writing about what a pull has removed is said before its field goes.
    for (const field of gone.querySelectorAll?.('[data-field]') ?? []) if (isEdited(field)) say(field);
    gone.remove();
  }
  let here = old.firstChild;
  for (const { node, old: same } of kept) {
    if (same) patch(same, node);
    if (same && same === here) here = here.nextSibling;
    else old.insertBefore(same ?? node, here);
  }
}

function patch(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  for (const { name } of [...old.attributes])
    if (!next.hasAttribute(name) && name !== 'style' && name !== 'open') old.removeAttribute(name);
  const isUntouched = !isEdited(old);
  // Before its text moves over.
  const { value: drawn } = next;
  for (const { name, value } of [...next.attributes])
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  sync(old, next);
  // A field that nobody is writing in shows what is so now.
  const isFree = isUntouched || (old !== document.activeElement && old.dataset.field !== 'message');
  if (isFree && old.dataset.field && old.value !== drawn) old.value = drawn;
}

/** Whether somebody wrote in a field since it was drawn. */
const isEdited = (field) => 'defaultValue' in field && field.value !== field.defaultValue;

/** Fields of prose are as high as what stands in them. */
function grow(fields) {
  for (const field of fields) {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 2}px`;
  }
}

/** Says what a field holds. A message is none: it is sent when its author says so. */
function say(target) {
  const { field, key } = target.dataset;
  if (field && field !== 'message') editor.postMessage({ name: nameOf(target), field, key, value: target.value });
}

main.addEventListener('input', ({ target }) => target.tagName === 'TEXTAREA' && grow([target]));
main.addEventListener('change', ({ target }) => say(target));
main.addEventListener('click', ({ target, detail }) => {
  const button = target.closest('[data-action]');
  // The second click of a double click may hit what has come to stand there: “Remove” of the next one.
  if (button && detail < 2) act(button);
});

function act(button) {
  const { action, key } = button.dataset;
  const message = main.querySelector('[data-field="message"]');
  const value = action === 'send' ? message.value : undefined;
  if (action === 'send') message.value = '';
  editor.postMessage({ name: nameOf(button), action, key, value });
}

// Enter in a line is the end of it, and sends a message with Ctrl or Cmd; the form itself is never sent anywhere.
main.addEventListener('submit', (event) => event.preventDefault());
main.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (key === 'Enter' && target.tagName === 'INPUT') {
    event.preventDefault();
    say(target);
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
  hasCome = true;
  takeKeyboard();
});
// Who comes by the mouse was not led here by a key.
window.addEventListener('pointerdown', () => (hasCome = false));

// What was sent before the page was there may never have come.
editor.postMessage({ action: 'ready' });
