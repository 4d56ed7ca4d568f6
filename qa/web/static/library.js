// The archive: what is asked of the server and where its answers go. Everything clickable has a data-act.
const $ = (selector, from = element) => from.querySelector(selector);
const all = (selector, from = element) => [...from.querySelectorAll(selector)];
const pause = ms => new Promise(done => setTimeout(done, ms));
let start = 0; // the place of the first article shown
let picked = new Set(); // the ids of those selected, on this page and others
let polling = new Set();
let opened = false; // or on its way

const desk = () => $('.desk');
const words = (key, values = {}) =>
  Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), desk().dataset[key]);
function told(said) {
  const line = $('.told');
  line.textContent = said;
  setTimeout(() => { if (line.textContent === said) line.textContent = ''; }, 4000);
}
const failed = () => told(words('error'));
const query = () => {
  const form = $('form.search');
  return {...(form ? Object.fromEntries(new FormData(form)) : {}), start};
};

async function open() {
  opened = true;
  try {
    const {html, jobs} = await server.library_open({});
    element.innerHTML = html;
    start = 0;
    picked = new Set();
    jobs.forEach(follow);
  } catch { opened = false; }
}
async function head() {
  try { $('.holdings').innerHTML = await server.library_head(null); } catch { failed(); }
}
const stocked = () => document.dispatchEvent(new CustomEvent('baowen:stock')); // the chat counts anew
async function leaf(to = 0, focus = false) {
  start = to;
  const box = $('.leaf');
  box.setAttribute('aria-busy', 'true');
  try {
    box.innerHTML = await server.library_leaf(query());
    all('.articles li', box).forEach(row => { $('[data-act=pick]', row).checked = picked.has(row.dataset.id); });
    shown();
    if (focus) $('.browse').scrollIntoView({block: 'start'});
  } catch { failed(); }
  box.removeAttribute('aria-busy');
}

// ── selecting and removing ───────────────────────────────────────────────────────────────────────
function shown() {
  const bar = $('.picked'), boxes = all('.articles [data-act=pick]'), every = $('[data-act=every]');
  bar.hidden = !picked.size;
  $('span', bar).textContent = words('chosen', {count: picked.size});
  if (every) every.checked = boxes.length > 0 && boxes.every(box => box.checked);
}
function pick(box) {
  const id = box.closest('li').dataset.id;
  if (box.checked) picked.add(id); else picked.delete(id);
}
async function remove() {
  try {
    const {said} = await server.library_remove([...picked]);
    picked = new Set();
    await Promise.all([head(), leaf(start)]);
    stocked();
    told(said);
  } catch { failed(); }
}

// ── adding ───────────────────────────────────────────────────────────────────────────────────────
function arrival() {
  const box = document.createElement('div');
  box.className = 'arrival';
  box.append(document.createElement('ul'));
  box.firstChild.className = 'files';
  $('.arrivals').prepend(box);
  return box;
}
function row(box, name) {
  const line = document.createElement('li'), called = document.createElement('span');
  const said = document.createElement('span'), bar = document.createElement('progress');
  called.className = 'called';
  called.append(Object.assign(document.createElement('bdi'), {textContent: name}));
  said.className = 'outcome';
  line.className = 'wait';
  bar.max = 1;
  bar.value = 0;
  line.append(called, said);
  $('ul', box).append(line);
  const say = (text, look) => { said.textContent = text; line.className = look; bar.remove(); };
  say(words('queued'), 'wait');
  return {say, busy: () => { say(words('sending'), 'busy'); line.append(bar); }, grow: part => { bar.value = part; }};
}
function send(file, name, line) {
  return new Promise(done => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = event => { if (event.total) line.grow(event.loaded / event.total); };
    request.onload = () => {
      let reply = {};
      try { reply = JSON.parse(request.responseText); } catch { /* told below */ }
      if (request.status === 200) { line.say(words('sent'), 'good'); done(reply.token); }
      else { line.say(reply.detail || words('broken'), 'bad'); done(null); }
    };
    request.onerror = request.onabort = () => { line.say(words('broken'), 'bad'); done(null); };
    request.open('POST', 'baowen/upload?name=' + encodeURIComponent(name));
    line.busy();
    request.send(file);
  });
}
async function add(files) {
  if (!files.length) return;
  const box = arrival(), limit = Number(desk().dataset.limit), kinds = desk().dataset.kinds.split(',');
  const lines = files.map(([file, name]) => {
    const line = row(box, name);
    if (file.size > limit) { line.say(words('tooLarge'), 'bad'); return null; }
    if (!kinds.some(kind => name.toLowerCase().endsWith(kind))) { line.say(words('badKind'), 'bad'); return null; }
    return line;
  });
  const tokens = [];
  for (const [place, [file, name]] of files.entries()) {
    const token = lines[place] && await send(file, name, lines[place]);
    if (token) tokens.push(token);
  }
  if (!tokens.length) return;
  try {
    const {job, error} = await server.library_add(tokens);
    if (error) { told(error); return; }
    // What could not be sent stays in its own list above what the server tells of the rest.
    all('li', box).filter(line => !line.matches('.bad')).forEach(line => line.remove());
    const kept = $('ul', box).children.length ? box : (box.remove(), null);
    await follow(job);
    if (kept && !kept.isConnected) return;
  } catch { failed(); }
}
async function follow(job) {
  if (polling.has(job)) return;
  polling.add(job);
  let box = null;
  for (let failures = 0; failures < 60;) {
    let reply;
    try { reply = await server.library_job(job); failures = 0; } catch { failures += 1; await pause(2000); continue; }
    if (!desk()) break;
    if (reply.kind === 'check') {
      const health = $('.health');
      if (health && reply.html) health.innerHTML = reply.html;
    } else if (reply.html) {
      if (!box || !box.isConnected) {
        box = document.createElement('div');
        $('.arrivals').prepend(box);
      }
      const unfolded = all('details', box).map(one => one.open);
      box.innerHTML = reply.html;
      all('details', box).forEach((one, place) => { one.open = unfolded[place] || false; });
    }
    if (reply.ended) {
      if (reply.kind !== 'check') { await Promise.all([head(), leaf(start)]); stocked(); }
      break;
    }
    await pause(1000);
  }
  polling.delete(job);
}
async function dropped(transfer) {
  const found = [];
  const walk = async (entry, path) => {
    if (entry.isFile) {
      const file = await new Promise((done, fail) => entry.file(done, fail));
      if (!file.name.startsWith('.')) found.push([file, path + file.name]);
    } else if (entry.isDirectory) {
      const reader = entry.createReader();
      for (let some; (some = await new Promise((done, fail) => reader.readEntries(done, fail))).length;)
        for (const one of some) await walk(one, path + entry.name + '/');
    }
  };
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map(file => [file, file.name]);
  for (const entry of entries) await walk(entry, '');
  return found;
}

// ── what is clicked, typed and dropped ───────────────────────────────────────────────────────────
const acts = {
  choose: () => $('input.files').click(),
  folder: () => $('input.folder').click(),
  turn: button => leaf(Number(button.dataset.start), true),
  pick: box => { pick(box); shown(); },
  every: box => {
    all('.articles [data-act=pick]').forEach(one => { one.checked = box.checked; pick(one); });
    shown();
  },
  read: async button => {
    const box = $('dialog.article'), sheet = $('.sheet', box);
    try {
      sheet.innerHTML = await server.library_read(button.closest('li').dataset.id);
      box.showModal();
      box.scrollTop = 0;
    } catch { failed(); }
  },
  remove: () => {
    const box = $('dialog.remove');
    $('p', box).textContent = words('sure', {count: picked.size});
    box.showModal();
  },
  no: button => button.closest('dialog').close(),
  clear: button => button.closest('.arrival').remove(),
  check: () => check('look'),
  repair: () => check('repair'),
  when: bar => {
    const [year, month] = bar.dataset.when.split('-'), form = $('form.search');
    const last = month ? new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() : 31;
    form.elements.since.value = `${year}-${month || '01'}-01`;
    form.elements.until.value = `${year}-${month || '12'}-${String(last).padStart(2, '0')}`;
    leaf(0, true);
  },
};
async function check(how) {
  try { follow((await server.library_check(how)).job); } catch { failed(); }
}
element.addEventListener('click', event => {
  const node = event.target.closest('[data-act]');
  if (event.target.matches('dialog.article')) event.target.close();
  if (node && element.contains(node) && acts[node.dataset.act]) acts[node.dataset.act](node);
});
element.addEventListener('submit', event => {
  event.preventDefault();
  if (event.target.matches('.search')) { leaf(0); return; }
  event.target.closest('dialog').close();
  remove();
});
element.addEventListener('reset', () => setTimeout(() => leaf(0)));
element.addEventListener('change', event => {
  const field = event.target;
  if (field.matches('form.search select, form.search input[type=date]')) leaf(0);
  if (!field.matches('input[type=file]')) return;
  add([...field.files].map(file => [file, file.webkitRelativePath || file.name]));
  field.value = '';
});
droppable(carried => dropped(carried).then(add, failed));
document.addEventListener('baowen:library', () => {
  if (desk()) { head(); leaf(start); } else if (!opened) open();
});
open();
