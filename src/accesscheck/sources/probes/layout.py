"""The rendered page: its markup, and which of its elements nobody sees.

Elements are named by their place in document order, which is the same in the browser and in our parser as long as
both have the same elements; `dom` compares the count before it believes the rest.

Open shadow roots and frames of the same origin are parts of their own. In the markup of a shadow root each slot holds
copies of what is shown there, so that a name or a list is whole; the copies themselves belong to another tree.
"""

SETTLED = """
async (settle) => {
  // A page without scripts does not change by itself; another is given time to stop changing.
  if (!document.scripts.length) return;
  await new Promise((done) => {
    const end = setTimeout(finish, settle);
    let quiet = setTimeout(finish, settle / 8);
    const observer = new MutationObserver(() => { clearTimeout(quiet); quiet = setTimeout(finish, settle / 8); });
    function finish() { clearTimeout(end); clearTimeout(quiet); observer.disconnect(); done(); }
    observer.observe(document, {childList: true, subtree: true, characterData: true});
  });
}
"""
"""Waits until the page stops changing, for so many milliseconds at most."""

_RENDERED = """
async ([settle, boxes, largest]) => {
  const entry = performance.getEntriesByType('navigation')[0];
  const size = entry ? entry.decodedBodySize : 0;
  if (size > largest) return JSON.stringify({size});
  await (%SETTLED%)(settle);
  const elements = document.getElementsByTagName('*');
  // An element with display: contents has no box of its own, but its content is shown.
  const isShown = (element) => element !== null && (element.checkVisibility({visibilityProperty: true})
    || getComputedStyle(element).display === 'contents' && isShown(element.parentElement));
  const ranges = (count, isOne) => {
    const found = [];
    for (let index = 0, last = -2; index < count; index++) {
      if (!isOne(index)) continue;
      if (index === last + 1) found[found.length - 1][1] = index + 1; else found.push([index, index + 1]);
      last = index;
    }
    return found;
  };
  const layoutOf = (all) => ({count: all.length, hidden: ranges(all.length, (index) => !isShown(all[index]))});
  const {selector} = window[Symbol.for('accesscheck')];
  const parts = [];
  let left = 200;

  const ofShadow = (host, root) => {
    const originals = new Map();
    const copies = new Set();
    const clone = (node, isCopy) => {
      const twin = document.importNode(node, false);
      if (twin.nodeType !== Node.ELEMENT_NODE) return twin;
      originals.set(twin, node);
      if (isCopy) copies.add(twin);
      const assigned = node.localName === 'slot' ? node.assignedNodes({flatten: true}) : [];
      if (assigned.length) assigned.forEach((inside) => twin.append(clone(inside, true)));
      else node.childNodes.forEach((inside) => twin.append(clone(inside, isCopy)));
      return twin;
    };
    // A template's document runs nothing and loads nothing.
    const holder = document.createElement('template').content.ownerDocument.createElement('body');
    root.childNodes.forEach((node) => holder.append(clone(node, false)));
    const all = [...holder.getElementsByTagName('*')];
    const isHidden = (twin) => !originals.has(twin) || !isShown(originals.get(twin));
    return {
      kind: 'shadow', selector: selector(host), count: all.length + 3,
      html: `<!doctype html><html><head></head><body>${holder.innerHTML}</body></html>`,
      hidden: ranges(all.length + 3, (index) => index === 1 || index > 2 && isHidden(all[index - 3])),
      copies: ranges(all.length + 3, (index) => index > 2 && copies.has(all[index - 3])),
    };
  };
  const collect = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (left <= 0) return;
      if (element.shadowRoot) {
        left--;
        parts.push(ofShadow(element, element.shadowRoot));
        collect(element.shadowRoot);
      } else if (['iframe', 'frame'].includes(element.localName) && isShown(element)) {
        let inner = null;
        try {
          inner = element.contentDocument;
        } catch {
          inner = null; // Of another origin.
        }
        if (!inner || !inner.body || !inner.body.childElementCount) continue;
        left--;
        parts.push({kind: 'frame', selector: selector(element), html: inner.documentElement.outerHTML,
          ...layoutOf([...inner.getElementsByTagName('*')]), copies: []});
        collect(inner);
      }
    }
  };
  collect(document);
  const places = [];
  if (boxes) {
    for (const element of elements) {
      const box = element.getBoundingClientRect();
      places.push([box.left + scrollX, box.top + scrollY, box.width, box.height].map(Math.round));
    }
  }
  const doctype = document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '';
  return JSON.stringify({
    html: doctype + document.documentElement.outerHTML,
    size,
    address: location.href,
    layout: {...layoutOf([...elements]), parts},
    boxes: places,
    active: document.scripts.length > 0 || document.querySelector('iframe, frame, [http-equiv=refresh i]') !== null,
    empty: !document.body || (!document.body.innerText.trim() && !document.images.length),
    height: Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0),
  });
}
"""

SCRIPT = _RENDERED.replace("%SETTLED%", SETTLED)

AS_IT_STANDS = _RENDERED.replace("%SETTLED%", "() => null")
"""The same of a page that is not waited for."""
