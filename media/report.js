// The report's one script: it tells the editor which annotation was clicked.
const editor = acquireVsCodeApi();
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('[data-source][data-id]') : null;
  if (!link) return;
  event.preventDefault();
  editor.postMessage({ source: link.getAttribute('data-source'), id: link.getAttribute('data-id') });
});
