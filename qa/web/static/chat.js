// The chat's behaviour in the browser. Everything clickable says what it does in data-act; `bus` carries it on.
const $ = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const glide = calm ? 'auto' : 'smooth';
const kept = (name, value) => {
  try { return value === undefined ? sessionStorage.getItem(name) || '' : sessionStorage.setItem(name, value); }
  catch { return ''; }
};
let conversation = kept('conversation');
const wide = matchMedia('(min-width: 1000px)');

// ── asking ───────────────────────────────────────────────────────────────────────────────────────
const choices = () => {
  const form = $('form.filters');
  return form ? Object.fromEntries([...new FormData(form)].filter(([, value]) => value)) : {};
};
const busy = () => !!$('#now .turn[aria-busy]');
function ask(question, more = {}) {
  question = question.trim();
  if (!question || busy()) return false;
  $('#tabs').classList.add('sent');
  awaited = question;
  trigger('asked', {question, conversation, choices: choices(), ...more});
  return true;
}
function submit() {
  const turn = $('#now .turn[aria-busy]'), box = $('#question');
  if (turn) trigger('stopped', {conversation, number: Number(turn.id.slice(1))});
  else if (ask(box.value) && box.value.length <= 2000) { box.value = ''; typed(box); }
}
// What is typed outlives a reload: of the language, of a server that is back.
function typed(box) {
  kept('draft', box.value);
  grow(box);
}
function drafted() {
  const box = $('#question');
  if (!box) { requestAnimationFrame(drafted); return; }
  if (!box.value && kept('draft')) { box.value = kept('draft'); grow(box); }
}
function grow(box) {
  box.style.height = 'auto';
  box.style.height = Math.min(box.scrollHeight, 200) + 'px';
}
function open(name) {
  conversation = name;
  kept('conversation', name);
  // The turn that still stands there must not bring its own conversation back before the new one is drawn.
  const left = $('#now .turn');
  if (left) delete left.dataset.conversation;
  closeSource(true, false);
  $('#tabs').classList.remove('shelved');
  trigger('opened', {conversation});
  changed();
  if (!name && $('#question')) $('#question').focus();
}
const fresh = () => open('');
// The list of conversations (shelf.js) is another part of the page: the two tell each other by these events.
const changed = () => document.dispatchEvent(new CustomEvent('baowen:changed', {detail: {conversation}}));
document.addEventListener('baowen:stock', () => trigger('stocked', {choices: choices()})); // the archive has changed
document.addEventListener('baowen:open', event => open(event.detail.conversation || ''));

// A new turn moves to the top of its column once; growing after that moves nothing.
let seen = '';
function follow() {
  const turn = $('#now .turn');
  $('#tabs').classList.remove('sent');
  $('#tabs').classList.toggle('answering', busy());
  const send = $('.send');
  if (send) send.title = send.ariaLabel = busy() ? send.dataset.stop : send.dataset.send;
  if (!turn) { seen = ''; return; }
  if (turn.dataset.conversation && turn.dataset.conversation !== conversation) {
    conversation = turn.dataset.conversation;
    kept('conversation', conversation);
  }
  const name = conversation + turn.id;
  if (name !== seen) {
    seen = name;
    awaited = '';
    changed();
    requestAnimationFrame(() => turn.scrollIntoView({block: 'start', behavior: 'auto'}));
  }
}

// ── a server that stopped ────────────────────────────────────────────────────────────────────────
let serving = ''; // which server answers; another name after it was started anew
let lost = false;
let awaited = ''; // a question that was sent and doesn't stand on the page yet
async function listen() {
  if (serving && !busy() && !lost && !awaited) return;
  let name = '';
  try {
    const reply = await fetch('baowen/alive');
    if (reply.status === 401) { location.reload(); return; } // who has signed in, a new server doesn't know
    if (reply.ok) name = await reply.text();
  } catch { /* nobody there */ }
  const line = $('#composer .lost');
  if (!name) {
    lost = true;
    const turn = $('#now .turn[aria-busy]');
    if (turn) turn.removeAttribute('aria-busy');
    giveBack();
  } else {
    if (lost || (serving && name !== serving)) { lost = false; trigger('opened', {conversation}); }
    serving = name;
  }
  if (line) line.hidden = !lost;
}
setInterval(listen, 3000);
// A question that the server didn't take stands in the box again.
function giveBack() {
  const box = $('#question');
  if (awaited && box && !box.value) { box.value = awaited; typed(box); }
  awaited = '';
  $('#tabs').classList.remove('sent');
}
// Gradio says why a request was refused (too many a minute, too long), but not which one it was.
const {fetch: fetched} = window;
window.fetch = async (...request) => {
  const reply = await fetched(...request);
  if (!reply.ok && awaited && String(request[0].url || request[0]).includes('/queue/join')) giveBack();
  return reply;
};

// ── the filters that hold, as chips beside the button ────────────────────────────────────────────
function held() {
  const list = $('#filters .held'), form = $('form.filters');
  if (!list || !form) return;
  list.replaceChildren(...all('input, select', form).filter(field => field.value).map(field => {
    if (field.name === 'engine') return null;
    const chip = document.createElement('li'), name = document.createElement('b'), drop = document.createElement('button');
    const value = document.createElement('bdi');
    name.textContent = field.parentElement.firstChild.textContent;
    value.textContent = field.value;
    Object.assign(drop, {type: 'button', className: 'drop', textContent: '×'});
    drop.ariaLabel = drop.title = list.dataset.drop.replace('{name}', name.textContent);
    drop.onclick = () => { field.value = ''; held(); };
    chip.append(name, value, drop);
    return chip;
  }).filter(Boolean));
  const engine = form.elements.engine;
  if (engine) {
    const chip = document.createElement('li');
    chip.className = 'engine';
    chip.textContent = engine.selectedOptions[0].textContent;
    list.append(chip);
  }
}
document.addEventListener('change', event => { if (event.target.closest('form.filters')) held(); });

// ── lists ────────────────────────────────────────────────────────────────────────────────────────
function sort(button) {
  const cell = button.closest('th'), table = button.closest('table'), body = $('tbody', table);
  const column = [...cell.parentElement.children].indexOf(cell);
  const numeric = cell.className === 'mentions';
  const before = cell.getAttribute('aria-sort');
  const down = before ? before === 'ascending' : numeric;
  all('th', table).forEach(other => other.removeAttribute('aria-sort'));
  cell.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const order = new Intl.Collator('zh-CN', {numeric: true});
  const value = row => row.children[column].dataset.value ?? row.children[column].textContent;
  const compare = (one, other) => numeric ? value(one) - value(other) : order.compare(value(one), value(other));
  body.append(...[...body.children].sort((one, other) => down ? compare(other, one) : compare(one, other)));
}

// ── copying, rating, language, light and dark ────────────────────────────────────────────────────
async function copy(text, button) {
  try { await navigator.clipboard.writeText(text); }
  catch {
    const area = Object.assign(document.createElement('textarea'), {value: text});
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  const said = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = said; }, 1600);
}
function rate(button, good) {
  const turn = button.closest('.turn'), foot = button.closest('footer');
  const about = {conversation: turn.dataset.conversation, number: Number(turn.id.slice(1)), good};
  all('.thumb', foot).forEach(thumb => thumb.setAttribute('aria-pressed', thumb === button));
  all('.rating, .thanks', turn).forEach(node => node.remove());
  const parts = $('#rating').content.cloneNode(true);
  const form = $('form', parts), thanks = $('.thanks', parts);
  if (good) { trigger('rated', about); foot.after(thanks); return; }
  foot.after(form);
  form.onsubmit = event => {
    event.preventDefault();
    const said = new FormData(form);
    trigger('rated', {...about, reason: said.get('reason') || '', right: said.get('right') || ''});
    form.replaceWith(thanks);
  };
  form.scrollIntoView({block: 'nearest', behavior: glide});
}
function again(turn, without = '') {
  const chosen = JSON.parse(turn.dataset.chosen || '{}');
  const parts = [...(chosen.without || '').split(','), without].filter(Boolean);
  ask(turn.dataset.question, {choices: chosen, without: parts.join(',')});
}
function shade() {
  const dark = document.documentElement.dataset.shade === 'dark';
  try { localStorage.setItem('shade', dark ? 'light' : 'dark'); } catch {}
  dispatchEvent(new Event('baowen:shade'));
}
function speak() {
  const next = document.documentElement.lang === 'en' ? 'zh' : 'en';
  document.cookie = `language=${next}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}

const ACTS = {
  example: node => ask(node.textContent),
  again: node => again(node.closest('.turn')),
  without: node => again(node.closest('.turn'), node.dataset.without),
  copy: node => copy(node.dataset.text, node),
  good: node => rate(node, true),
  bad: node => rate(node, false),
  previous: () => step(-1),
  next: () => step(1),
  close: () => closeSource(),
  original: node => original(node),
  zoom: node => { node.classList.toggle('near'); regionOf(node); },
  reference: async node => {
    const said = await server.cite_article({article: $('#source .sheet').dataset.article});
    if (said) copy(said, node);
  },
  also: async node => {
    const sheet = $('#source .sheet'), article = node.dataset.article;
    fill(await server.open_article({article, spans: []}), article);
    named(sheet);
    sheet.scrollTop = 0;
    at = {...at, article: ''};
  },
  clear: node => { node.closest('form').querySelectorAll('input, select').forEach(f => { if (f.name !== 'engine') f.value = ''; }); held(); },
  library: () => { const tab = all('[role=tab]')[1]; if (tab) tab.click(); },
  fresh: () => fresh(),
  shelf: () => $('#tabs').classList.toggle('shelved'),
  shade, speak,
};
document.addEventListener('click', event => {
  const node = event.target.closest && event.target.closest('[data-act], [data-cite], .sort');
  const filter = $('details.filter[open]');
  if (filter && !event.target.closest('details.filter')) filter.open = false;
  if (!node) {
    const card = event.target.closest && event.target.closest('.turn .card');
    if (card && getSelection().isCollapsed) openSource(card.id);
    return;
  }
  if (node.dataset.cite) { hidePeek(); openSource(node.dataset.cite, node); }
  else if (node.classList.contains('sort')) sort(node);
  else if (ACTS[node.dataset.act]) ACTS[node.dataset.act](node);
});
document.addEventListener('submit', event => {
  if (event.target.matches('form.ask')) { event.preventDefault(); submit(); }
  if (event.target.matches('form.filters')) { event.preventDefault(); event.target.closest('details').open = false; }
});
document.addEventListener('input', event => { if (event.target.id === 'question') typed(event.target); });
document.addEventListener('keydown', event => {
  const typing = event.target.matches('input, textarea, select, [contenteditable]');
  if (event.key === 'Enter' && event.target.id === 'question' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (!busy()) submit();
  } else if (event.key === '/' && !typing && $('#question')) {
    event.preventDefault();
    $('#question').focus();
  } else if (event.altKey && event.code === 'KeyN') {
    event.preventDefault();
    fresh();
  } else if (event.key === 'Escape') {
    const filter = $('details.filter[open]');
    if (filter) { filter.open = false; $('summary', filter).focus(); }
    else if ($('#tabs').classList.contains('shelved')) $('#tabs').classList.remove('shelved');
    else { hidePeek(); closeSource(); }
  } else if (at && !typing && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')
             && !event.target.closest('[role=tab], [role=menu]') && !event.target.matches('.scroll')) {
    event.preventDefault();
    step(event.key === 'ArrowLeft' ? -1 : 1);
  }
});

// Gradio puts the parts of a page in one by one: begin when those that are needed are there.
function begin() {
  const now = $('#now'), filters = $('#filters');
  if (!now || !filters) { requestAnimationFrame(begin); return; }
  now.setAttribute('aria-live', 'polite');
  const watched = {childList: true, subtree: true, attributes: true, attributeFilter: ['id', 'aria-busy']};
  new MutationObserver(follow).observe(now, watched);
  const came = record => [...record.addedNodes].some(node => node.querySelector && (node.matches('.filter') || $('.filter', node)));
  new MutationObserver(records => { if (records.some(came)) held(); }).observe(filters, {childList: true, subtree: true});
  trigger('arrived', {conversation});
  changed();
  listen();
  drafted();
}
begin();
