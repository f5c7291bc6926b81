// The report's one script: it tells the editor which annotation was clicked, and asks for what is scrolled to.
const editor = acquireVsCodeApi();
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('[data-source][data-id]') : null;
  if (!link) return;
  event.preventDefault();
  editor.postMessage({ source: link.getAttribute('data-source'), id: link.getAttribute('data-id') });
});

const parts = document.getElementById('parts');
const filter = document.getElementById('filter');
const found = document.getElementById('found');
if (parts && filter) {
  // What comes for other words than those that stand in the filter by now is too late.
  let [words, next, isAsked, isLast, timer] = ['', 0, false, false, 0];
  const ask = () => {
    // A screen beyond what is seen is drawn ahead.
    const isNear = parts.getBoundingClientRect().bottom < 2 * window.innerHeight;
    if (isAsked || isLast || !isNear) return;
    isAsked = true;
    editor.postMessage({ words, index: next });
  };
  window.addEventListener('message', ({ data }) => {
    if (data?.words !== words || data.index !== next) return;
    // The editor made it of elements whose texts are escaped; scripts in it would not run, nor may any.
    const part = document.createElement('template');
    part.innerHTML = data.html;
    if (next === 0) parts.replaceChildren();
    // Said to whoever can't see it, and not anew with each part.
    if (next === 0) found.textContent = data.found;
    parts.append(part.content);
    if (next === 0 && parts.childElementCount === 0) parts.textContent = parts.getAttribute('data-nothing');
    [next, isAsked, isLast] = [next + 1, false, data.isLast];
    ask();
  });
  filter.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      [words, next, isAsked, isLast] = [filter.value, 0, true, false];
      window.scrollTo(0, 0);
      editor.postMessage({ words, index: 0 });
    }, 150);
  });
  window.addEventListener('scroll', ask, { passive: true });
  window.addEventListener('resize', ask);
  ask();
}
