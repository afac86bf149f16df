// Watches what keys do: changes of the content, focus that moves; not what changes by itself, nor marks on the root.
() => {
  const KEYS = ['keydown', 'keypress', 'keyup'];
  const by = [];
  for (const [name, one] of [['window', window], ['document', document], ['html', document.documentElement],
    ['body', document.body]]) {
    if (one && ac.listens(one).some((type) => KEYS.includes(type))) by.push(name);
  }
  const restless = new Set();
  let quiet = true;
  let seen = [];
  const isRoot = (node) => node === document.documentElement || node === document.body || node === document.head
    || node.parentNode === document.head || node.nodeType === Node.COMMENT_NODE
    || ['STYLE', 'SCRIPT'].includes(node.nodeName);
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      const node = record.target;
      if (record.type === 'attributes' && isRoot(node)) continue;
      if (record.type === 'childList' && [...record.addedNodes, ...record.removedNodes].every(isRoot)) continue;
      if (quiet) restless.add(node);
      else if (!restless.has(node) && seen.length < 50) seen.push(node);
    }
  });
  observer.observe(document, {childList: true, subtree: true, characterData: true, attributes: true});
  let scrolled = 0;
  const focused = [];
  addEventListener('focusin', (event) => { if (!quiet) focused.push(event.target); }, true);
  addEventListener('scroll', () => { if (!quiet) scrolled++; }, true);
  const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  window[Symbol.for('accesscheck shortcuts')] = {
    listen: () => {
      const active = document.activeElement;
      if (active && active !== document.body) active.blur();
      quiet = false;
      seen = [];
      focused.length = 0;
    },
    // What a key did: the first element that changed, or that got focus.
    seen: () => {
      quiet = true;
      const changed = seen.map(elementOf).filter((one) => one && one.isConnected);
      const shown = changed.filter((one) => ac.isShown(one));
      const moved = focused.filter((one) => one.isConnected);
      const what = shown[0] || moved[0];
      const result = {changes: shown.length, focus: moved.length, place: what ? ac.place(what) : null};
      const active = document.activeElement;
      if (active && active !== document.body) active.blur();
      return result;
    },
    // Boxes to tick whose words are about keys: they may turn shortcuts off.
    settings: (words) => [...document.querySelectorAll('input[type=checkbox],[role=switch],[role=checkbox]')]
      .filter((one) => ac.isShown(one)).map((one) => {
        const label = one.labels && one.labels.length ? [...one.labels].map((label) => label.innerText).join(' ') : '';
        const around = one.closest('fieldset,section,div,p,li');
        const text = `${one.getAttribute('aria-label') || ''} ${label} ${around ? around.innerText.slice(0, 200) : ''}`;
        return {text: text.replace(/\s+/g, ' ').trim().slice(0, 160), selector: ac.selector(one)};
      }).slice(0, 10),
    click: (selector) => {
      const found = ac.find(selector);
      if (found) found.click();
      if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur();
      return Boolean(found);
    },
  };
  const root = document.body || document.documentElement;
  return {by, root: ac.place(root), text: (document.body ? document.body.innerText : '').slice(0, 100000)};
}
