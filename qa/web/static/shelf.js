// The list of conversations. What it does to the chat goes as events: baowen:open out, baowen:changed in.
const $ = (selector, from = element) => from.querySelector(selector);
let current = '';
let chosen = null; // the entry that the menu or a dialog is about

async function draw() {
  try {
    const html = await server.shelf_list({conversation: current});
    element.innerHTML = html;
  } catch { /* the server is away: what is shown stays */ }
}
const open = conversation => {
  current = conversation;
  for (const entry of element.querySelectorAll('li'))
    if (entry.dataset.id === conversation) entry.setAttribute('aria-current', 'true');
    else entry.removeAttribute('aria-current');
  document.dispatchEvent(new CustomEvent('baowen:open', {detail: {conversation}}));
};
function told(words) {
  const line = $('.told');
  if (!line) return;
  line.textContent = words;
  setTimeout(() => { if (line.textContent === words) line.textContent = ''; }, 4000);
}

function menu(button) {
  const box = $('.menu');
  chosen = button.closest('li');
  box.hidden = false;
  const at = button.getBoundingClientRect();
  const top = Math.min(at.bottom + 4, innerHeight - box.offsetHeight - 8);
  Object.assign(box.style, {top: top + 'px', left: Math.max(8, at.right - box.offsetWidth) + 'px'});
  $('button', box).focus();
}
function closeMenu(back = true) {
  const box = $('.menu');
  if (!box || box.hidden) return;
  box.hidden = true;
  if (back && chosen && chosen.isConnected) $('.more', chosen).focus();
}

async function copy(item, id) {
  try {
    const page = await (await fetch(`baowen/export/${id}.fragment`)).text();
    const shown = new DOMParser().parseFromString(page, 'text/html').body;
    if (navigator.clipboard && window.ClipboardItem) {
      const made = {'text/html': new Blob([page], {type: 'text/html'}),
        'text/plain': new Blob([shown.innerText], {type: 'text/plain'})};
      await navigator.clipboard.write([new ClipboardItem(made)]);
    } else { // pages that come without TLS have no clipboard of their own
      const fill = event => {
        event.preventDefault();
        event.clipboardData.setData('text/html', page);
        event.clipboardData.setData('text/plain', shown.innerText);
      };
      document.addEventListener('copy', fill, {once: true});
      if (!document.execCommand('copy')) throw new Error();
    }
    told(item.dataset.done);
  } catch { told(item.dataset.failed); }
}
function save(id, form) {
  const link = document.createElement('a');
  link.href = `baowen/export/${id}.${form}`;
  link.download = '';
  link.click();
}

const acts = {
  new: () => open(''),
  open: button => open(button.closest('li').dataset.id),
  more: menu,
  markdown: () => save(chosen.dataset.id, 'md'),
  word: () => save(chosen.dataset.id, 'html'),
  copy: item => copy(item, chosen.dataset.id),
  no: button => button.closest('dialog').close(),
  rename: () => {
    const box = $('dialog.rename'), field = $('input', box);
    field.value = chosen.dataset.title;
    box.showModal();
    field.select();
  },
  delete: () => {
    const box = $('dialog.delete');
    $('blockquote', box).textContent = $('.open', chosen).textContent;
    box.showModal();
  },
};
element.addEventListener('click', event => {
  const button = event.target.closest('[data-act]');
  if (!button || !element.contains(button)) return;
  const item = button.closest('.menu');
  if (item) closeMenu(button.dataset.act === 'copy');
  acts[button.dataset.act](button);
});
element.addEventListener('submit', async event => {
  event.preventDefault();
  const box = event.target.closest('dialog'), id = chosen.dataset.id;
  box.close();
  try {
    const said = box.matches('.rename')
      ? await server.shelf_rename({conversation: id, title: $('input', box).value})
      : await server.shelf_delete({conversation: id});
    if (box.matches('.delete') && !said && id === current) open('');
    await draw();
    if (said) told(said);
  } catch { told($('[data-failed]').dataset.failed); }
});
element.addEventListener('keydown', event => {
  const box = event.target.closest('.menu');
  if (!box) return;
  const items = [...box.children], at = items.indexOf(event.target);
  const to = {ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1}[event.key];
  if (to !== undefined) { event.preventDefault(); items[to % items.length].focus(); }
  if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); closeMenu(); }
  if (event.key === 'Tab') closeMenu(false);
});
document.addEventListener('pointerdown', event => {
  if (!event.target.closest('#shelf .menu, #shelf .more')) closeMenu(false);
});
document.addEventListener('baowen:changed', event => {
  current = (event.detail && event.detail.conversation) || '';
  draw();
});
draw();
