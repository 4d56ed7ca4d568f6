// The box of a tab that files are dropped on, before the tab's own script: `take` gets what was carried.
function droppable(take) {
  for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop'])
    element.addEventListener(kind, event => {
      const box = element.querySelector('.dropbox');
      if (!box || !event.dataTransfer || ![...event.dataTransfer.types].includes('Files')) return;
      event.preventDefault();
      box.classList.toggle('over', kind === 'dragenter' || kind === 'dragover');
      if (kind === 'drop') take(event.dataTransfer);
    });
}
