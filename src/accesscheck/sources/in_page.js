// What our probes share within a page: how an element is named, found, seen and listened to.
// It is there before the page's own scripts, and keeps out of their way: one symbol, and a wrapped addEventListener.
(() => {
  const key = Symbol.for('accesscheck');
  if (window[key]) return;

  const listened = new WeakMap();
  const add = EventTarget.prototype.addEventListener;
  const remove = EventTarget.prototype.removeEventListener;
  const typesOf = (target) => listened.get(target) || new Map();
  EventTarget.prototype.addEventListener = function addEventListener(type, listener, ...rest) {
    if (listener) {
      const types = listened.get(this || window) || new Map();
      types.set(String(type), (types.get(String(type)) || 0) + 1);
      listened.set(this || window, types);
    }
    return add.call(this || window, type, listener, ...rest);
  };
  EventTarget.prototype.removeEventListener = function removeEventListener(type, listener, ...rest) {
    const types = listened.get(this || window);
    if (listener && types && types.get(String(type))) types.set(String(type), types.get(String(type)) - 1);
    return remove.call(this || window, type, listener, ...rest);
  };

  // First in line, before any listener of the page: what it would do when it is left, it does not once we say so.
  let leaves = false;
  for (const type of ['beforeunload', 'pagehide', 'unload', 'visibilitychange', 'freeze']) {
    add.call(window, type, (event) => { if (leaves) event.stopImmediatePropagation(); }, true);
  }

  // The same words as dom.Dom.selector: from the nearest unique id, else from the root; >>> enters a shadow root.
  const escaped = (text) => text.replace(/[^\w-]/gu, (character) => `\\${character}`);
  const byId = (id) => (/^[A-Za-z_][\w-]*$/.test(id) ? `#${id}`
    : `[id="${id.replace(/["\\\u0000-\u001f\u007f]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"]`);
  // By #id the browser has an index. In a page without doctype it takes capitals for small letters there.
  const isUnique = (root, id) => {
    const named = root.querySelectorAll(`#${CSS.escape(id)}`);
    return named.length === 1 || [...named].filter((one) => one.id === id).length === 1;
  };
  const within = (element) => {
    const steps = [];
    const root = element.getRootNode();
    for (let current = element; current; current = current.parentElement) {
      const id = current.getAttribute('id');
      if (id && root.querySelectorAll && isUnique(root, id)) {
        steps.push(byId(id));
        break;
      }
      const siblings = current.parentNode && current.parentNode.children
        ? [...current.parentNode.children].filter((other) => other.localName === current.localName) : [];
      const place = current.parentNode !== document && siblings.length > 1 ? `:nth-of-type(${siblings.indexOf(current) + 1})` : '';
      steps.push(`${escaped(current.localName)}${place}`);
    }
    return steps.reverse().join(' > ');
  };
  const selector = (element) => {
    const parts = [];
    for (let current = element; current;) {
      parts.push(within(current));
      const root = current.getRootNode();
      if (root instanceof ShadowRoot) {
        current = root.host;
      } else {
        let frame = null;
        try {
          frame = root.defaultView ? root.defaultView.frameElement : null;
        } catch {
          frame = null; // A frame of another origin does not know where it stands.
        }
        current = frame;
      }
    }
    return parts.reverse().join(' >>> ');
  };

  const startTag = (element) => {
    const shallow = element.cloneNode(false).outerHTML;
    const end = shallow.lastIndexOf('</');
    return (end > 0 ? shallow.slice(0, end) : shallow).slice(0, 300);
  };

  // Shown: it has a box of its own, or its content has one, and nothing makes it invisible.
  const isShown = (element) => element !== null && (element.checkVisibility({visibilityProperty: true})
    || getComputedStyle(element).display === 'contents' && isShown(element.parentElement));

  function* elements(root = document) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* elements(element.shadowRoot);
    }
  }

  // Types of events that an element itself listens to, by whatever means.
  const listens = (element) => {
    const types = new Set([...typesOf(element)].filter(([, count]) => count > 0).map(([type]) => type));
    for (const name of element.getAttributeNames ? element.getAttributeNames() : []) {
      if (name.startsWith('on')) types.add(name.slice(2));
    }
    for (const type of ['click', 'keydown', 'keyup', 'keypress', 'mousedown', 'mouseover', 'focus', 'blur', 'change',
      'input', 'submit', 'touchstart', 'pointerdown', 'devicemotion', 'deviceorientation']) {
      if (typeof element[`on${type}`] === 'function') types.add(type);
    }
    return [...types];
  };

  const activeElement = () => {
    let active = document.activeElement;
    while (active && active.shadowRoot && active.shadowRoot.activeElement) active = active.shadowRoot.activeElement;
    return active;
  };

  window[key] = Object.freeze({
    leave: () => { leaves = true; },
    selector, startTag, isShown, elements, listens, activeElement,
    place: (element) => ({selector: selector(element), html: startTag(element)}),
    box: (element) => {
      const {left, top, width, height} = element.getBoundingClientRect();
      return [left + scrollX, top + scrollY, width, height];
    },
    text: (element) => (element.innerText || '').replace(/\s+/g, ' ').trim(),
    find: (wanted) => {
      let root = document;
      let found = null;
      for (const part of wanted.split(' >>> ')) {
        found = root && root.querySelector ? root.querySelector(part) : null;
        if (!found) return null;
        root = found.shadowRoot || (found.contentDocument ?? null);
      }
      return found;
    },
  });
})();
