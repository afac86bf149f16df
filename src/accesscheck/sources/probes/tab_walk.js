// Walks with the Tab key, one key at a time: where focus is, whether it can be seen, and what only a mouse can reach.
() => {
  const WIDGETS = new Set(['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem', 'menuitemcheckbox',
    'menuitemradio', 'option', 'slider', 'spinbutton', 'textbox', 'searchbox', 'combobox', 'treeitem']);
  const COMPOSITE = ['listbox', 'menu', 'menubar', 'tablist', 'tree', 'treegrid', 'grid', 'radiogroup', 'toolbar',
    'combobox', 'application'].map((role) => `[role~=${role}]`).join(',');
  const MOUSE = ['click', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'touchend'];
  const FOCUSABLE = 'a[href],area[href],button,input,select,textarea,summary,iframe,object,embed,audio[controls],'
    + 'video[controls],[tabindex],[contenteditable]';
  const TEXTUAL = new Set(['text', 'search', 'email', 'tel', 'url', 'password', 'number', 'date', 'month', 'week', 'time',
    'datetime-local', '']);
  const MOST = 200;
  const known = new Map();
  const state = {shown: new Set(), looks: new Map()};
  const elements = [];
  let passed = [];

  const parentOf = (element) => element.assignedSlot || element.parentElement
    || (element.getRootNode() instanceof ShadowRoot ? element.getRootNode().host : null);
  const frameOf = (element) => {
    const view = element.ownerDocument.defaultView;
    return view && view !== window ? view.frameElement : null;
  };
  const contains = (outer, inner) => {
    for (let current = inner; current; current = parentOf(current)) if (current === outer) return true;
    return false;
  };
  const styleOf = (element, pseudo) => element.ownerDocument.defaultView.getComputedStyle(element, pseudo);
  const idOf = (element) => {
    if (!known.has(element)) {
      known.set(element, elements.length);
      elements.push(element);
    }
    return known.get(element);
  };
  const isEditable = (element) => element.isContentEditable || element.localName === 'textarea'
    || element.localName === 'input' && TEXTUAL.has((element.getAttribute('type') || '').toLowerCase());

  const isFocusable = (element) => {
    if (element.tabIndex < 0 || element.matches(':disabled') || element.closest('[inert]')) return false;
    if (element.matches('a:not([href],[tabindex]),area:not([href],[tabindex])')) return false; // Chromium says 0.
    return ac.isShown(element);
  };

  // The element with focus, through shadow roots and frames; null if focus left for the browser.
  const active = () => {
    let element = document.activeElement;
    if (!element || !document.hasFocus() && (element === document.body)) return null;
    for (;;) {
      if (element.shadowRoot && element.shadowRoot.activeElement) {
        element = element.shadowRoot.activeElement;
        continue;
      }
      let inner = null;
      try {
        inner = element.contentDocument ? element.contentDocument.activeElement : null;
      } catch {
        inner = null;
      }
      if (!inner || inner === element.contentDocument.body || inner === element.contentDocument.documentElement) break;
      element = inner;
    }
    return element === document.body || element === document.documentElement ? null : element;
  };
  const isClosedFrame = (element) => {
    if (!element || !['iframe', 'frame', 'object', 'embed'].includes(element.localName)) return false;
    try {
      return element.contentDocument === null;
    } catch {
      return true;
    }
  };

  // A box in the coordinates of the window, also of an element within frames.
  const view = (element) => {
    const {left, top, right, bottom} = element.getBoundingClientRect();
    let [dx, dy] = [0, 0];
    for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
      const outer = frame.getBoundingClientRect();
      dx += outer.left + frame.clientLeft;
      dy += outer.top + frame.clientTop;
    }
    return {left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy};
  };
  const size = (box) => Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top);
  const cut = (one, other) => ({
    left: Math.max(one.left, other.left), top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right), bottom: Math.min(one.bottom, other.bottom),
  });
  const union = (boxes) => boxes.reduce((one, other) => ({
    left: Math.min(one.left, other.left), top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right), bottom: Math.max(one.bottom, other.bottom),
  }));

  // The box of an element, or of what is in it where it has none itself (a link around a floating image).
  const extent = (element) => {
    const own = view(element);
    const inside = [...element.querySelectorAll('*')].slice(0, 20).map(view).filter((box) => size(box) > 0);
    return inside.length ? union(size(own) > 0 ? [own, ...inside] : inside) : own;
  };

  // Why an element with focus cannot be seen: '' if it can.
  const unseen = (element) => {
    let box = extent(element);
    if (size(box) < 1) return 'size';
    let opacity = 1;
    let outOfFlow = false;
    for (let current = element; current; current = parentOf(current)) {
      const style = styleOf(current);
      opacity *= Number(style.opacity);
      if (style.clip !== 'auto' && ['absolute', 'fixed'].includes(style.position)) {
        const [top, right, bottom, left] = style.clip.replace(/[^\d., -]|px/g, '').split(/[ ,]+/).map(Number);
        if ((right - left) * (bottom - top) <= 4) return 'clip';
      }
      if (/^inset\((?:50|[6-9]\d|100)%/.test(style.clipPath)) return 'clip';
      const clips = current !== element && !outOfFlow && [style.overflowX, style.overflowY].some((one) => one !== 'visible');
      if (clips && current !== current.ownerDocument.body && current !== current.ownerDocument.documentElement) {
        const port = view(current);
        if (style.overflowX === 'visible') [port.left, port.right] = [-1e6, 1e6];
        if (style.overflowY === 'visible') [port.top, port.bottom] = [-1e6, 1e6];
        box = cut(box, port);
        if (size(box) < 4) return 'overflow';
      }
      if (style.position === 'fixed') outOfFlow = true;
      else if (style.position === 'absolute' && current === element) outOfFlow = style.position === 'absolute'
        && !(current.offsetParent && current.offsetParent !== document.body);
    }
    if (opacity < 0.02) return 'opacity';
    const {scrollWidth, scrollHeight} = document.documentElement;
    const left = box.left + scrollX;
    const top = box.top + scrollY;
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0 || left >= scrollWidth || top >= scrollHeight) return 'outside';
    return size(box) < 4 ? 'size' : '';
  };

  const opaque = (style) => {
    const alpha = style.backgroundColor.match(/rgba\(.*?([\d.]+)\)$/);
    return style.backgroundImage !== 'none' || !alpha || Number(alpha[1]) > 0.9;
  };
  // What lies over all of an element: something that stays in its place while the page scrolls.
  const cover = (element) => {
    const box = cut(view(element), {left: 0, top: 0, right: innerWidth, bottom: innerHeight});
    if (size(box) < 4) return null;
    let over = null;
    for (const x of [0.05, 0.5, 0.95]) {
      for (const y of [0.1, 0.5, 0.9]) {
        let hit = document.elementFromPoint(box.left + (box.right - box.left) * x, box.top + (box.bottom - box.top) * y);
        while (hit && hit.shadowRoot) {
          const inner = hit.shadowRoot.elementFromPoint(box.left + (box.right - box.left) * x,
            box.top + (box.bottom - box.top) * y);
          if (!inner || inner === hit) break;
          hit = inner;
        }
        if (!hit || contains(hit, element) || contains(element, hit)) return null;
        let stuck = null;
        let covers = false;
        for (let current = hit; current; current = parentOf(current)) {
          if (contains(current, element)) break;
          const style = styleOf(current);
          if (Number(style.opacity) < 0.9) return null;
          covers ||= opaque(style) || ['img', 'video', 'canvas', 'iframe'].includes(current.localName);
          if (['fixed', 'sticky'].includes(style.position)) {
            stuck = current;
            break;
          }
        }
        if (!stuck || !covers) return null;
        over = stuck;
      }
    }
    if (!over) return null;
    const area = view(over);
    return {
      ...ac.place(over),
      share: Math.round(100 * size(cut(area, {left: 0, top: 0, right: innerWidth, bottom: innerHeight}))
        / (innerWidth * innerHeight)),
      dialog: over.matches('dialog,[role=dialog],[role=alertdialog],[aria-modal=true]')
        || over.querySelector('dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]') !== null
        || /cookie|consent|gdpr|privacy/i.test(`${over.id} ${over.getAttribute('class')}`),
    };
  };

  const VISUAL = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderTopColor', 'borderTopWidth',
    'borderRightColor', 'borderRightWidth', 'borderBottomColor', 'borderBottomWidth', 'borderLeftColor', 'borderLeftWidth',
    'borderTopStyle', 'borderBottomStyle', 'backgroundColor', 'backgroundImage', 'color', 'textDecorationLine',
    'textDecorationColor', 'textDecorationThickness', 'opacity', 'transform', 'filter', 'fontWeight', 'visibility'];
  const look = (element) => {
    const style = styleOf(element);
    return VISUAL.map((name) => style[name]);
  };
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const parsed = (colour) => {
    const found = colour.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
    return found ? [Number(found[1]), Number(found[2]), Number(found[3]), found[4] === undefined ? 1 : Number(found[4])] : null;
  };
  const luminance = ([red, green, blue]) => 0.2126 * channel(red / 255) + 0.7152 * channel(green / 255)
    + 0.0722 * channel(blue / 255);
  const groundOf = (element) => {
    for (let current = element; current; current = parentOf(current)) {
      const style = styleOf(current);
      if (style.backgroundImage !== 'none') return null;
      const colour = parsed(style.backgroundColor);
      if (!colour) return null;
      if (colour[3] > 0.95) return colour;
      if (colour[3] > 0.05) return null;
    }
    return [255, 255, 255, 1];
  };
  // An outline that is there for sure: the browser's own, or a thick one in a colour that stands out, and not cut off.
  const isPlain = (element) => {
    const style = styleOf(element);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1) return false;
    let depth = 0;
    for (let current = parentOf(element); current && depth < 6; current = parentOf(current), depth++) {
      const outer = styleOf(current);
      if (current === document.body || current === document.documentElement) break;
      if (outer.overflowX === 'visible' && outer.overflowY === 'visible') continue;
      const own = view(element);
      const port = view(current);
      const room = [own.left - port.left, own.top - port.top, port.right - own.right, port.bottom - own.bottom];
      if (room.filter((one) => one < 1).length > 2) return false;
    }
    if (Number(style.opacity) < 0.9) return false;
    if (style.outlineStyle === 'auto') return true;
    const ink = parsed(style.outlineColor);
    const ground = groundOf(parentOf(element) || element);
    if (!ink || !ground || ink[3] < 0.95) return false;
    const [light, dark] = [luminance(ink), luminance(ground)].sort((one, other) => other - one);
    return (light + 0.05) / (dark + 0.05) >= 3;
  };

  const nameOf = (element) => (element.getAttribute('aria-label') || ac.text(element) || element.getAttribute('alt')
    || (element.querySelector('img[alt]:not([alt=""])') || element).alt || element.getAttribute('title')
    || element.getAttribute('value') || '').slice(0, 60);

  const details = (element) => {
    const box = extent(element);
    let [stuck, positioned] = [false, false];
    for (let current = element; current; current = parentOf(current)) {
      const {position} = styleOf(current);
      if (['fixed', 'sticky'].includes(position)) stuck = true;
      if (position === 'absolute') positioned = true;
    }
    const parent = parentOf(element);
    const style = styleOf(element);
    return {
      ...ac.place(element),
      tag: element.localName,
      type: (element.getAttribute('type') || '').toLowerCase(),
      role: element.getAttribute('role') || '',
      tabindex: element.getAttribute('tabindex'),
      text: nameOf(element),
      box: [box.left + scrollX, box.top + scrollY, box.right - box.left, box.bottom - box.top].map(Math.round),
      parent: parent ? ac.selector(parent) : '',
      direction: parent ? styleOf(parent).direction : 'ltr',
      stuck,
      positioned,
      frame: frameOf(element) !== null,
      closed: isClosedFrame(element),
      editable: isEditable(element),
      aria_hidden: element.closest('[aria-hidden=true]') !== null,
      unseen: unseen(element),
      covered: frameOf(element) ? null : cover(element),
      listens: ac.listens(element).slice(0, 20),
      scrolls: /auto|scroll/.test(style.overflowX + style.overflowY) && style.display !== 'inline',
      custom: element.localName.includes('-') || element.shadowRoot !== null,
      labelled: Boolean(element.labels && [...element.labels].some((label) => ac.isShown(label))),
      dialog: element.closest('dialog,[role=dialog],[role=alertdialog],[aria-modal=true]') !== null,
      plain: isPlain(element),
    };
  };

  let records = [];
  let left = false;
  let collects = true;
  // Where focus is, what is new about it, and what looks different where it was before.
  const record = () => {
    const last = active();
    const news = {};
    const came = passed.filter((one, place) => place === 0 || passed[place - 1] !== one);
    passed = [];
    if (last) {
      const id = idOf(last);
      if (!state.shown.has(id)) {
        state.shown.add(id);
        news[id] = details(last);
      }
      state.looks.set(id, look(last));
    }
    for (const id of came) {
      if (!state.shown.has(id)) {
        state.shown.add(id);
        news[id] = {...details(elements[id]), through: true};
      }
    }
    const changes = {};
    for (const [id, focused] of state.looks) {
      if (elements[id] === last || !elements[id].isConnected) continue;
      const plain = look(elements[id]);
      changes[id] = VISUAL.filter((_, place) => plain[place] !== focused[place]);
      state.looks.delete(id);
    }
    const gone = left || !document.hasFocus();
    left = false;
    return {at: last ? idOf(last) : -1, left: gone, closed: isClosedFrame(last), came, news, changes};
  };
  const keyUp = (event) => {
    if (collects && event.key === 'Tab' && event.isTrusted && records.length < 200) records.push(record());
  };
  const arrivals = (event) => {
    const path = event.composedPath();
    if (passed.length < 20 && path[0] && path[0].nodeType === Node.ELEMENT_NODE) passed.push(idOf(path[0]));
  };
  const listen = (view) => {
    view.addEventListener('focus', arrivals, true);
    view.addEventListener('keyup', keyUp, true);
  };
  const roots = [document];
  listen(window);
  for (const frame of document.querySelectorAll('iframe,frame')) {
    try {
      if (frame.contentDocument && frame.contentWindow.Element) {
        listen(frame.contentWindow);
        roots.push(frame.contentDocument);
      }
    } catch {
      continue; // A frame of another origin.
    }
  }

  const still = document.createElement('style');
  still.textContent = '*,::before,::after{scroll-behavior:auto!important;transition:none!important}';
  (document.head || document.documentElement).append(still);

  window.addEventListener('blur', (event) => { if (event.target === window && !document.hasFocus()) left = true; }, true);
  let waits = document.scripts.length > 0;

  const first = [scrollX, scrollY];
  const walk = {
    // Where nothing reacts to it, walking leaves no more than this.
    putBack: () => {
      const current = active();
      if (current) current.blur();
      still.remove();
      for (const root of roots) {
        for (const element of ac.elements(root)) if (element.scrollTop || element.scrollLeft) element.scrollTo(0, 0);
      }
      scrollTo(...first);
    },
    begin: () => {
      const tabbable = [];
      const only = [];
      let reacts = false;
      let blurs = false; // A script that answers late to focus that leaves is only met slowly.
      let count = 0;
      const delegated = [document, document.documentElement, document.body].some((one) => one
        && ac.listens(one).some((type) => MOUSE.includes(type)));
      for (const root of roots) {
        for (const element of ac.elements(root)) {
          if (++count > 20000) break;
          const types = ac.listens(element);
          reacts ||= types.some((type) => /^focus|^blur|^key/.test(type));
          if (isFocusable(element) && element !== document.body) {
            if (tabbable.length < 2000) tabbable.push(element);
            blurs ||= types.includes('blur') || types.includes('focusout');
            continue;
          }
          const role = (element.getAttribute('role') || '').trim().split(/\s+/)[0].toLowerCase();
          const mouse = types.filter((type) => MOUSE.includes(type));
          if (only.length < MOST && (mouse.length || WIDGETS.has(role))) only.push([element, mouse, role]);
        }
      }
      for (const one of [window, document, document.documentElement, document.body]) {
        reacts ||= Boolean(one) && ac.listens(one).some((type) => /^focus|^blur|^keydown/.test(type));
      }
      waits = reacts;
      walk.tabbable = new Set(tabbable);
      return {tabbable: tabbable.length, reacts, blurs, delegated, unreachable: only.map(walk.alone).filter(Boolean)};
    },
    // What only a mouse can reach: null if it can be reached after all, or if nobody sees it.
    alone: ([element, mouse, role]) => {
      const name = element.localName;
      if (['html', 'body', 'label', 'option', 'select', 'iframe', 'form', 'video', 'audio', 'canvas'].includes(name)) return null;
      if (!ac.isShown(element) || element.matches(':disabled') || element.closest('[inert],[aria-disabled=true]')) return null;
      const style = styleOf(element);
      if (style.pointerEvents === 'none') return null;
      const box = view(element);
      if (size(box) < 16 || size(box) > innerWidth * innerHeight / 2) return null;
      for (let current = parentOf(element); current; current = parentOf(current)) {
        if (walk.tabbable.has(current)) return null;
        if (current.localName === 'label' && current.control) return null;
      }
      const inside = (root) => [...root.querySelectorAll('*')].slice(0, 500).some((one) => walk.tabbable.has(one)
        || one.localName === 'label' && one.control || one.shadowRoot && inside(one.shadowRoot));
      if (inside(element) || element.shadowRoot && inside(element.shadowRoot)) return null;
      const beside = parentOf(element);
      return {
        ...ac.place(element),
        tag: name,
        role,
        listens: mouse,
        pointer: style.cursor === 'pointer',
        text: nameOf(element),
        negative: element.hasAttribute('tabindex'),
        composite: parentOf(element) !== null && element.parentElement !== null && element.parentElement.closest(COMPOSITE) !== null
          || element.closest('[aria-activedescendant]') !== null,
        custom: name.includes('-'),
        beside_field: Boolean(beside && beside.childElementCount < 7 && beside.querySelector('input:not([type=hidden]),textarea,select')),
        aria_hidden: element.closest('[aria-hidden=true]') !== null,
        unseen: unseen(element),
      };
    },
    // After a key: where focus is a moment later, and what it came by.
    step: async () => {
      const first = active();
      records = [];
      if (waits) await new Promise((done) => setTimeout(done, 25));
      const step = record();
      step.first = first ? idOf(first) : -1;
      return step;
    },
    // What was met since the last time, a step for each key, and where focus is now.
    take: async () => {
      if (waits) await new Promise((done) => setTimeout(done, 30));
      const taken = records;
      records = [];
      const last = active();
      return {steps: taken, at: last ? idOf(last) : -1};
    },
    // Focus that the browser brings back late must not reach the next step.
    settle: async () => {
      window.focus();
      await new Promise((done) => setTimeout(done, 60));
      const current = active();
      if (current && !current.matches('[autofocus]')) current.blur();
      passed = [];
      records = [];
      left = false;
    },
    goToPlace: (selector) => {
      const element = ac.find(selector);
      if (element) element.focus();
      passed = [];
    },
    isAtPlace: (selector) => {
      const element = ac.find(selector);
      return element !== null && active() === element;
    },
    oneByOne: () => { collects = false; },
    // Which elements share one look: what the stylesheet says of them, with focus and without.
    signature: (id) => {
      const element = elements[id];
      const parent = parentOf(element);
      return [element.localName, element.getAttribute('type'), element.getAttribute('class'), element.getAttribute('role'),
        parent && parent.localName, parent && parent.getAttribute('class'), look(element).join('|')].join('~').slice(0, 2000);
    },
    signatures: (ids) => ids.map((id) => (elements[id].isConnected ? walk.signature(id) : '')),
    // Bring an element into the window without focus.
    show: (id) => {
      const current = active();
      if (current) current.blur();
      const element = elements[id];
      if (!element.isConnected || frameOf(element) || !ac.isShown(element)) return null;
      element.scrollIntoView({block: 'center', inline: 'nearest'});
      const box = extent(element);
      return [box.left, box.top, box.right - box.left, box.bottom - box.top].map(Math.round);
    },
    focus: (id) => {
      elements[id].focus({preventScroll: true, focusVisible: true});
      passed = [];
      return active() === elements[id];
    },
    blur: () => {
      const current = active();
      if (current) current.blur();
      passed = [];
    },
    rest: (ids) => {
      const seen = new Set(ids);
      return [...walk.tabbable].filter((one) => one.isConnected && isFocusable(one) && !seen.has(known.get(one)))
        .filter((one) => !(one.type === 'radio')).length;
    },
    isOverlay: (ids) => ids.some((id) => {
      for (let current = elements[id]; current; current = parentOf(current)) {
        if (current.matches('dialog,[role=dialog],[role=alertdialog],[aria-modal=true]')) return true;
        if (['fixed'].includes(styleOf(current).position)) return true;
      }
      return false;
    }),
    // What could show help or let go: links and buttons among these.
    helpers: (ids) => ids.filter((id) => elements[id].matches('a,button,summary,[role=button],[role=link]')).slice(0, 4),
    coverOf: (id) => cover(elements[id]),
    pageText: () => (document.body ? document.body.innerText : '').slice(0, 200000),
    goTo: (id) => {
      elements[id].focus();
      passed = [];
      return active() === elements[id];
    },
    topBar: () => {
      for (const x of [0.1, 0.5, 0.9]) {
        for (let current = document.elementFromPoint(innerWidth * x, 4); current; current = parentOf(current)) {
          if (['fixed', 'sticky'].includes(styleOf(current).position)) return true;
        }
      }
      return false;
    },
  };
  window[Symbol.for('accesscheck tab-walk')] = walk;
  return walk.begin();
}
