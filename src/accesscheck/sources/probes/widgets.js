// Finds what may open something, and tells what opened, whether it looks like a dialog, and where focus is.
() => {
  const PATTERN = /menu|accordion|lightbox|modal|dialog|popup|pop-up|gallery|concertina|toggle|collaps|expand|dropdown|drawer|offcanvas|hamburger|tooltip|overlay|fancybox|colorbox|disclosure|faq/i;
  const CLOSE = /^(?:[x×✕✖✗⨯╳]|close|sluit(?:en)?|fermer|schlie(?:ß|ss)en|dismiss)\b|close|sluiten|fermer|schließen/i;
  const WORDS = new RegExp('log ?out|sign ?out|uitloggen|afmelden|déconnecter|déconnexion|abmelden|delete|remove|verwijder|'
    + 'wissen|supprimer|effacer|löschen|entfernen|order|bestel|command(?:er|ez)|pay|betaal|payer|payez|bezahl|zahlen|'
    + 'send|submit|verzend|verstuur|envoy|senden|absenden|buy|koop|achet|kaufen|print|afdruk|imprim|drucken|download|'
    + 'upload|share|delen|partager|teilen|book now|boek nu|unsubscribe|uitschrijven', 'i');
  const SHOW = '[aria-haspopup]:not([aria-haspopup=false]),[aria-expanded=false],[data-toggle],[data-bs-toggle],[data-target],'
    + '[data-bs-target],[data-modal],[data-micromodal-trigger],[data-fancybox],[data-lightbox],[popovertarget],[commandfor],'
    + '[aria-controls]';
  const MOST = 20000;
  const found = [];
  const menus = [];
  let before = null;

  const isFocusable = (element) => element.tabIndex >= 0
    && !element.matches(':disabled,a:not([href],[tabindex]),area:not([href],[tabindex])') && !element.closest('[inert]')
    && ac.isShown(element);
  const box = (element) => element.getBoundingClientRect();
  const share = ({left, top, right, bottom}) => Math.max(0, Math.min(right, innerWidth) - Math.max(left, 0))
    * Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)) / (innerWidth * innerHeight);
  const isSeen = (element) => {
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
    const {width, height, right, bottom} = box(element);
    return width > 1 && height > 1 && right + scrollX > 0 && bottom + scrollY > 0;
  };
  const nameOf = (element) => (element.getAttribute('aria-label') || ac.text(element) || element.getAttribute('title')
    || element.getAttribute('value') || (element.querySelector('img[alt]') || {}).alt || '').slice(0, 60);
  const ids = (element, name) => (element.getAttribute(name) || '').trim().split(/\s+/).filter(Boolean);
  const active = () => {
    const element = ac.activeElement();
    return element && element !== document.body && element !== document.documentElement ? element : null;
  };
  const isTabbableInside = (element) => [...element.querySelectorAll('*')].slice(0, 500).some(isFocusable);

  const aims = (element) => {
    const wanted = [...ids(element, 'aria-controls'), ...ids(element, 'popovertarget'), ...ids(element, 'commandfor')];
    for (const name of ['data-target', 'data-bs-target', 'href']) {
      const value = element.getAttribute(name) || '';
      if (/^#./.test(value)) wanted.push(decodeURI(value.slice(1)));
    }
    return wanted.map((id) => document.getElementById(id)).filter(Boolean);
  };
  // Selectors of what a style sheet gives a pointer only while the mouse is over it.
  const hovered = () => {
    const wanted = [];
    for (const sheet of document.styleSheets) {
      let rules = [];
      try {
        rules = [...sheet.cssRules].slice(0, 5000);
      } catch {
        continue; // A style sheet of another origin.
      }
      for (const rule of rules) {
        if (rule.selectorText && rule.style && rule.style.cursor === 'pointer' && rule.selectorText.includes(':hover')) {
          wanted.push(rule.selectorText.replace(/:hover/g, ''));
        }
      }
    }
    return wanted.slice(0, 50);
  };
  const reasonOf = (element, pointers) => {
    const name = element.localName;
    const href = element.getAttribute('href');
    const leads = name === 'a' && href !== null && !/^(?:#|javascript:|$)/i.test(href);
    if (element.matches(SHOW)) {
      if (!element.matches('[aria-controls]') || aims(element).some((aim) => !isSeen(aim))) return 'declared';
      if (!element.matches(SHOW.replace(',[aria-controls]', ''))) return '';
      return 'declared';
    }
    if (name === 'a' && element.getAttribute('role') === 'button') return 'role';
    if (leads) return '';
    if (name === 'a' && href !== null && aims(element).some((aim) => !isSeen(aim))) return 'hidden-target';
    const clicks = ac.listens(element).some((type) => /^click|^mousedown|^mouseup|^pointerdown/.test(type));
    const words = `${element.id} ${element.getAttribute('class') || ''} ${element.getAttribute('name') || ''}`;
    const natural = name === 'button' || name === 'a' && href !== null;
    if (natural && (clicks || PATTERN.test(words) || /^(?:#|javascript:.*)$/i.test(href || ''))) return 'control';
    if (natural) return '';
    if (clicks) return 'listens';
    if (isFocusable(element) && /button|link/.test(element.getAttribute('role') || '')) return 'role';
    if (isFocusable(element)) return '';
    const pointer = getComputedStyle(element).cursor === 'pointer'
      && (!element.parentElement || getComputedStyle(element.parentElement).cursor !== 'pointer');
    if (pointer || pointers.some((one) => { try { return element.matches(one); } catch { return false; } })) return 'pointer';
    const next = element.nextElementSibling;
    if (PATTERN.test(`${words} ${element.parentElement ? element.parentElement.getAttribute('class') : ''}`) && next
      && !isSeen(next) && next.textContent.trim().length > 10 && /^(?:dt|h[1-6]|div|summary|p|span)$/.test(name)) return 'before-hidden';
    return '';
  };

  const triggers = () => {
    const pointers = hovered();
    const order = ['declared', 'listens', 'pointer', 'role', 'hidden-target', 'before-hidden', 'control'];
    const all = [];
    const looks = new Map();
    let count = 0;
    for (const element of ac.elements()) {
      if (++count > MOST) break;
      const name = element.localName;
      if (['html', 'body', 'head', 'script', 'style', 'select', 'option', 'label', 'summary', 'details', 'form', 'iframe',
        'video', 'audio', 'canvas', 'textarea', 'svg', 'path'].includes(name) || element.namespaceURI.endsWith('svg')) continue;
      if (name === 'input' && !['button', 'image'].includes(element.type)) continue;
      if (element.closest('a[download],[aria-disabled=true],:disabled,[aria-hidden=true]')) continue;
      if (name === 'button' && element.type === 'submit' && element.form && !element.matches(SHOW)) continue;
      if (!isSeen(element)) continue;
      const reason = reasonOf(element, pointers);
      if (!reason) continue;
      const focusable = isFocusable(element);
      if (!focusable && (isTabbableInside(element) || share(box(element)) > 0.5)) continue;
      if (!focusable && element.parentElement && element.parentElement.closest('a[href],button,[tabindex="0"],label')) continue;
      const text = nameOf(element);
      if (WORDS.test(text) || WORDS.test(element.getAttribute('href') || '')) continue;
      const parent = element.parentElement;
      const look = [reason, name, element.getAttribute('class'), element.getAttribute('role'),
        parent && parent.getAttribute('class'), reason === 'control' && !element.getAttribute('class') ? text : ''].join('~');
      if (looks.has(look)) {
        looks.get(look).count++;
        continue;
      }
      const native = ['button', 'input'].includes(name) || name === 'a' && element.hasAttribute('href');
      const entry = {
        ...ac.place(element), tag: name, role: element.getAttribute('role') || '', text, reason, focusable, native, count: 1,
        popup: element.hasAttribute('aria-haspopup'),
        tabindex: element.getAttribute('tabindex'),
        composite: Boolean(parent && parent.closest('[role=listbox],[role=menu],[role=menubar],[role=tablist],[role=tree],'
          + '[role=treegrid],[role=grid],[role=radiogroup],[role=toolbar]')),
      };
      looks.set(look, entry);
      all.push(entry);
    }
    all.sort((one, other) => order.indexOf(one.reason) - order.indexOf(other.reason));
    return all;
  };

  const seenElements = () => {
    const seen = new Set();
    let count = 0;
    for (const element of ac.elements()) {
      if (++count > MOST) break;
      if (isSeen(element)) seen.add(element);
    }
    return seen;
  };
  const states = (element) => ['aria-expanded', 'aria-pressed', 'aria-checked', 'aria-selected']
    .map((name) => element.getAttribute(name)).join('|');
  const widest = (opened) => opened.filter((one) => !opened.includes(one.parentElement));

  const look = (element) => {
    const style = getComputedStyle(element);
    const place = box(element);
    return {style, place, part: share(place)};
  };
  // Something that opened and that one must answer first: by what it says it is, or by how it lies over the page.
  const dialogAmong = (opened) => {
    const says = '[role=dialog],[role=alertdialog],dialog,[aria-modal=true]';
    const stated = opened.filter((one) => one.matches(says));
    const backdrop = opened.some((one) => {
      const {style, part} = look(one);
      return style.position === 'fixed' && part > 0.8;
    }) || opened.some((one) => one.localName === 'dialog' && one.matches(':modal'));
    if (stated.length) {
      const one = stated[0];
      const modal = one.getAttribute('aria-modal') === 'true' || one.localName === 'dialog' && one.matches(':modal');
      return {element: one, stated: true, modal, backdrop};
    }
    const lies = opened.filter((one) => {
      const {style, place, part} = look(one);
      if (!['fixed', 'absolute'].includes(style.position) || part < 0.02 || part > 0.8) return false;
      if (ac.text(one).length < 3 && !one.querySelector('img,iframe,video,canvas,svg')) return false;
      const centred = Math.abs((place.left + place.right) / 2 - innerWidth / 2) < innerWidth * 0.12;
      const free = place.top > 8 && place.bottom < innerHeight + 400 && place.left > innerWidth * 0.05;
      return centred && free && (style.position === 'fixed' || backdrop);
    });
    const full = opened.filter((one) => {
      const {style, part} = look(one);
      return style.position === 'fixed' && part > 0.8 && (ac.text(one) || one.querySelector('img,iframe,video'));
    });
    const inFull = full.length ? full[0] : null;
    const element = lies[0] || inFull;
    if (!element) return null;
    const around = element.closest(says) || element.querySelector(says);
    return {element: around || element, stated: Boolean(around), modal: backdrop || Boolean(around
      && around.getAttribute('aria-modal') === 'true'), backdrop};
  };
  const closers = (dialog) => [...dialog.querySelectorAll('*')].slice(0, 800).filter((one) => {
    if (!isSeen(one) || one.localName === 'svg' || one.namespaceURI.endsWith('svg')) return false;
    const name = nameOf(one);
    const words = `${one.id} ${one.getAttribute('class') || ''}`;
    if (name.length > 25) return false;
    const acts = one.matches('a,button,[role=button]') || getComputedStyle(one).cursor === 'pointer'
      || ac.listens(one).includes('click') || one.childElementCount === 0 && name.length < 2;
    return acts && (CLOSE.test(name) || /(?:^|[\s_-])(?:close|dismiss|sluit|fermer)/i.test(words));
  });

  let opened = [];
  let dialog = null;
  const kit = {
    start: () => {
      for (const entry of triggers()) if (found.length < 60) found.push(entry);
      return {triggers: found};
    },
    snapshot: (selector) => {
      const trigger = selector ? ac.find(selector) : null;
      before = {
        seen: seenElements(), text: document.body ? document.body.innerText : '', trigger,
        states: trigger ? states(trigger) : '', active: active(), hash: location.hash, scroll: Math.round(scrollY),
      };
      return trigger !== null || !selector;
    },
    // What is different since the snapshot.
    changes: () => {
      const now = seenElements();
      opened = [...now].filter((one) => !before.seen.has(one));
      const gone = [...before.seen].filter((one) => !now.has(one)).length;
      const known = dialogAmong(opened);
      dialog = known ? known.element : null;
      const first = widest(opened)[0];
      return {
        opened: opened.length, gone,
        text: (document.body ? document.body.innerText : '') !== before.text,
        states: before.trigger ? states(before.trigger) !== before.states : false,
        hash: location.hash !== before.hash,
        first: first ? ac.place(first) : null,
        dialog: known ? {
          ...ac.place(known.element), stated: known.stated, modal: known.modal, backdrop: known.backdrop,
          role: known.element.getAttribute('role') || '',
        } : null,
      };
    },
    other: () => {
      // Another control beside the trigger, or one that names what opened: it may do the same.
      const {trigger} = before;
      if (!trigger || !trigger.isConnected) return false;
      const named = [...document.querySelectorAll('[aria-controls],[data-target],[data-bs-target],a[href^="#"]')]
        .some((one) => one !== trigger && isFocusable(one) && aims(one).some((aim) => opened.includes(aim)));
      const parent = trigger.parentElement;
      const beside = parent && parent !== document.body && parent.childElementCount < 6 && [...parent.querySelectorAll('*')]
        .some((one) => before.seen.has(one) && isFocusable(one));
      return Boolean(named || beside);
    },
    focus: (selector) => {
      const element = ac.find(selector);
      if (!element) return false;
      element.focus({focusVisible: true});
      return ac.activeElement() === element;
    },
    blur: () => { const element = active(); if (element) element.blur(); },
    point: (selector) => {
      const element = ac.find(selector);
      if (!element || !isSeen(element)) return null;
      element.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
      const {left, top, width, height} = box(element);
      const [x, y] = [left + width / 2, top + height / 2];
      const hit = document.elementFromPoint(x, y);
      return hit && (element.contains(hit) || hit.contains(element) || element.shadowRoot) ? [Math.round(x), Math.round(y)] : null;
    },
    inside: () => {
      const element = active();
      return Boolean(element && dialog && dialog.isConnected && (dialog.contains(element) || dialog.parentElement
        && dialog.parentElement !== document.body && opened.includes(dialog.parentElement)
        && dialog.parentElement.contains(element)));
    },
    // Where focus is: in the dialog, on the trigger, elsewhere on the page, or nowhere.
    where: () => {
      const element = active();
      if (!element) return 'nowhere';
      if (kit.inside()) return 'dialog';
      const {trigger} = before;
      return trigger && (trigger === element || trigger.contains(element) || element.contains(trigger)) ? 'trigger' : 'elsewhere';
    },
    dialog: () => {
      const all = closers(dialog);
      return {
        closers: all.slice(0, 5).map((one) => ({...ac.place(one), focusable: isFocusable(one)
          || Boolean(one.closest('a[href],button,[tabindex="0"]')), text: nameOf(one)})),
        focusables: [...dialog.querySelectorAll('*')].slice(0, 800).filter(isFocusable).length,
        controls: [...dialog.querySelectorAll('button,[role=button],a[href],input[type=submit]')].filter(isFocusable).length,
        text: ac.text(dialog).slice(0, 80),
      };
    },
    isOpen: () => Boolean(dialog && dialog.isConnected && isSeen(dialog)),
    menus: () => {
      for (const group of document.querySelectorAll('ul,ol,[role=menu],nav div,header div')) {
        const owner = group.parentElement;
        if (menus.length >= 30 || !owner || isSeen(group) || !isSeen(owner) || group.closest('[aria-hidden=true]')) continue;
        const links = [...group.querySelectorAll('a[href]')];
        if (!links.length || owner.querySelectorAll('*').length > 400) continue;
        if (!owner.matches('li,nav,[role=none],[role=menuitem]') && !/menu|nav|drop/i.test(owner.getAttribute('class') || '')) continue;
        if (links.some(isSeen)) continue;
        const trigger = [...owner.querySelectorAll('a,button,[tabindex],span,div')].find((one) => !group.contains(one)
          && !one.contains(group) && isSeen(one)) || owner;
        const href = trigger.getAttribute('href') || '';
        const shown = new Set([...document.querySelectorAll('a[href]')].filter(isSeen).map((one) => one.getAttribute('href')));
        menus.push({
          ...ac.place(trigger), group: ac.selector(group), owner: ac.selector(owner), links: links.length, text: nameOf(trigger),
          leads: trigger.localName === 'a' && !/^(?:#.*|javascript:.*|)$/i.test(href),
          elsewhere: links.filter((one) => !/^#?$/.test(one.getAttribute('href'))
            && shown.has(one.getAttribute('href'))).length,
          look: `${group.localName}~${group.getAttribute('class')}~${owner.getAttribute('class')}`,
        });
      }
      return menus.filter((one, place) => menus.findIndex((other) => other.look === one.look) === place).slice(0, 3);
    },
    menuLinks: (selector) => {
      const group = ac.find(selector);
      return group ? [...group.querySelectorAll('a[href]')].filter(isSeen).length : 0;
    },
    menuStops: ([owner, group]) => {
      const one = ac.find(owner);
      const hidden = ac.find(group);
      return one && hidden ? [one, ...one.querySelectorAll('*')].filter((each) => isFocusable(each) && !hidden.contains(each))
        .slice(0, 3).map(ac.selector) : [];
    },
  };
  window[Symbol.for('accesscheck widgets')] = kit;
  const still = document.createElement('style');
  still.textContent = '*,::before,::after{scroll-behavior:auto!important;transition-duration:0s!important;transition-delay:0s!important}';
  (document.head || document.documentElement).append(still);
  return kit.start();
}
