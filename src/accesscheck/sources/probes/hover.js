// Finds what may show something while the mouse is on it, and tells what showed.
() => {
  const MOST = 15;
  const LISTENS = ['mouseover', 'mouseenter', 'pointerenter', 'pointerover'];
  const SHOWS = ['display', 'visibility', 'opacity', 'height', 'max-height', 'transform', 'clip', 'clip-path', 'left', 'top', 'content'];
  const TIPS = '[data-tooltip],[data-tip],[data-tippy-content],[data-bs-toggle=tooltip],[data-toggle=tooltip],[data-bs-toggle=popover],'
    + '[data-toggle=popover][data-trigger*=hover],[data-balloon],[class*=tooltip i]:not([role=tooltip])';
  const MOST_SEEN = 6000;
  const box = (element) => element.getBoundingClientRect();
  const isSeen = (element) => element.isConnected && element.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && box(element).width > 3 && box(element).height > 3 && box(element).right + scrollX > 0 && box(element).bottom + scrollY > 0
    && !/rect\((?:0|1)px|inset\((?:50|100)%/.test(getComputedStyle(element).clip + getComputedStyle(element).clipPath);

  // Selectors of what a style sheet changes in something else, or in a pseudo-element, while the mouse is over it.
  const hovered = () => {
    const found = [];
    const walk = (rules, depth) => {
      for (const rule of [...rules].slice(0, 5000)) {
        if (rule.cssRules && rule.cssRules.length && depth < 3 && !rule.selectorText) walk(rule.cssRules, depth + 1);
        if (!rule.selectorText || !rule.selectorText.includes(':hover') || !SHOWS.some((name) => rule.style.getPropertyValue(name))) continue;
        for (const part of rule.selectorText.split(',')) {
          const match = /^(.*?):hover(.*)$/.exec(part.trim());
          if (!match || !match[1]) continue;
          const own = match[1].replace(/::?(?:focus|focus-within|focus-visible|active|before|after)\b/g, '');
          const rest = match[2].replace(/^[^\s>+~:]*/, '');
          const pseudo = /::?(?:before|after)/.test(match[2]);
          if (/[\s>+~]/.test(rest.trim() ? rest : '') || pseudo) found.push({selector: own, pseudo});
        }
      }
    };
    for (const sheet of document.styleSheets) {
      try {
        walk(sheet.cssRules, 0);
      } catch {
        continue; // A style sheet of another origin.
      }
    }
    return found.slice(0, 200);
  };
  const signature = (element) => {
    const parts = [];
    for (let one = element, up = 0; one && up < 3; one = one.parentElement, up++) parts.push(`${one.localName}.${one.getAttribute('class') || ''}`);
    return parts.join('<');
  };
  const triggers = [];
  const start = () => {
    const found = new Map();
    const put = (element, why) => {
      if (found.size < 400 && !found.has(element) && element !== document.body && element !== document.documentElement && isSeen(element)
        && box(element).width * box(element).height < innerWidth * innerHeight * 0.4) found.set(element, why);
    };
    for (const {selector, pseudo} of hovered()) {
      try {
        [...document.querySelectorAll(selector)].slice(0, 20).forEach((one) => put(one, pseudo ? 'pseudo' : 'style'));
      } catch {
        continue; // A selector that only a style sheet can use.
      }
    }
    document.querySelectorAll(TIPS).forEach((one) => put(one, 'tip'));
    document.querySelectorAll('[aria-describedby]').forEach((one) => {
      const ids = one.getAttribute('aria-describedby').split(/\s+/).filter(Boolean);
      if (ids.some((id) => document.getElementById(id)?.matches('[role=tooltip]'))) put(one, 'tip');
    });
    let count = 0;
    for (const element of ac.elements()) {
      if (++count > 8000) break;
      const set = typeof element.onmouseenter === 'function' || typeof element.onpointerenter === 'function';
      if (set || ac.listens(element).some((type) => LISTENS.includes(type))) put(element, 'listens');
    }
    const groups = new Map();
    for (const [element, why] of found) {
      const key = `${why}${signature(element)}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push([element, why]);
    }
    for (const group of groups.values()) {
      if (triggers.length >= MOST) break;
      triggers.push(group[0][0]);
    }
    const kept = [...groups.values()].slice(0, MOST);
    return {triggers: kept.map((group, at) => ({...ac.place(group[0][0]), at, why: group[0][1], count: group.length,
      title: group[0][0].getAttribute('title') !== null})), complete: groups.size <= MOST};
  };
  const find = (entry) => (triggers[entry.at] && triggers[entry.at].isConnected ? triggers[entry.at] : ac.find(entry.selector));

  let before = new Set();
  let trigger = null;
  let shown = null;
  let pseudo = '';
  const pseudoOf = (element) => ['::before', '::after'].map((name) => {
    const style = getComputedStyle(element, name);
    const said = style.content === 'none' || style.content === 'normal' ? '' : style.content;
    return said.length > 4 && style.display !== 'none' && style.visibility !== 'hidden' && Number(style.opacity) > 0.3 ? said : '';
  }).join('');
  const everything = () => {
    const found = new Set();
    let count = 0;
    for (const element of ac.elements()) {
      if (++count > MOST_SEEN) break;
      if (isSeen(element)) found.add(element);
    }
    return found;
  };
  // What lies under a box: text or a picture that belongs to neither the trigger nor what showed.
  const covers = (element) => {
    const {left, top, width, height} = box(element);
    const kept = element.style.pointerEvents;
    for (const x of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      for (const y of [0.15, 0.5, 0.85]) {
        const [across, down] = [left + width * x, top + height * y];
        for (const under of document.elementsFromPoint(across, down)) {
          if (under === trigger || element.contains(under) || under.contains(element) || trigger.contains(under)) continue;
          const own = [...under.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
          const hit = own.some((node) => {
            const range = document.createRange();
            range.selectNodeContents(node);
            return [...range.getClientRects()].some((line) => line.right > left && line.left < left + width && line.bottom > top + 2 && line.top < top + height - 2);
          });
          if (hit || /^(?:IMG|INPUT|SELECT|TEXTAREA|VIDEO|BUTTON)$/.test(under.nodeName)) {
            element.style.pointerEvents = kept;
            return true;
          }
        }
      }
    }
    element.style.pointerEvents = kept;
    return false;
  };
  window[Symbol.for('accesscheck hover')] = {
    // Where to put the mouse; null if something lies over it.
    prepare: (entry) => {
      trigger = find(entry);
      shown = null;
      if (!trigger || !isSeen(trigger)) return null;
      trigger.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
      const lines = trigger.getClientRects();
      if (!lines.length) return null;
      const {left, top, width, height} = lines[0];
      for (const [x, y] of [[0.5, 0.5], [0.2, 0.5], [0.5, 0.15], [0.05, 0.5]]) {
        const point = [left + width * x, top + height * y];
        const over = document.elementFromPoint(...point);
        if (over && (trigger.contains(over) || over.contains(trigger) && over === trigger.parentElement)) {
          before = everything();
          pseudo = pseudoOf(trigger);
          return point;
        }
      }
      return null;
    },
    // What showed since then: the outermost, with words or a picture.
    seen: () => {
      const now = everything();
      const fresh = [...now].filter((element) => !before.has(element));
      const roots = fresh.filter((element) => !fresh.includes(element.parentElement) && !element.contains(trigger));
      const real = roots.filter((element) => {
        const {width, height} = box(element);
        return width > 12 && height > 8 && (ac.text(element) || element.querySelector('img,svg') || element.localName === 'img')
          && !/^(?:SCRIPT|STYLE|OPTION)$/.test(element.nodeName);
      });
      // An icon or a caption inside the trigger is part of it: it moves along, and covers nothing else.
      shown = real.sort((one, other) => box(other).width * box(other).height - box(one).width * box(one).height)[0] || null;
      if (!shown) {
        const fresh = pseudoOf(trigger);
        return fresh && fresh !== pseudo ? {pseudo: true, text: fresh.slice(1, 80), shown: null} : null;
      }
      const {left, top, width, height} = box(shown);
      const inView = left < innerWidth && top < innerHeight && left + width > 0 && top + height > 0;
      return {pseudo: false, shown: ac.place(shown), text: ac.text(shown).slice(0, 80), inside: trigger.contains(shown), covers: covers(shown),
        box: [left, top, width, height].map(Math.round), in_view: inView, lets_through: getComputedStyle(shown).pointerEvents === 'none',
        interactive: Boolean(shown.querySelector('a,button,input')), role: shown.getAttribute('role') || ''};
    },
    there: () => {
      if (shown) return isSeen(shown);
      const now = pseudoOf(trigger);
      return Boolean(now) && now !== pseudo;
    },
    // The nearest place within what showed, a little inside its edge; and its middle.
    point: () => {
      if (!shown || !isSeen(shown)) return null;
      const {left, top, right, bottom} = box(shown);
      const from = box(trigger);
      const [x, y] = [(from.left + from.right) / 2, (from.top + from.bottom) / 2];
      const margin = 6;
      const hold = (value, low, high) => Math.round(low + margin < high - margin ? Math.min(Math.max(value, low + margin), high - margin) : (low + high) / 2);
      const point = [hold(x, Math.max(0, left), Math.min(innerWidth, right)), hold(y, Math.max(0, top), Math.min(innerHeight, bottom))];
      return point.every((value, index) => value >= 0 && value < [innerWidth, innerHeight][index]) ? point : null;
    },
  };
  return start();
}
