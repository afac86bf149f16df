// How text is set and what style says or hides: sizes, lines, case, generated words, labels far from their field.
() => {
  const MOST = 4000;
  const short = (text) => text.replace(/\s+/g, ' ').trim().slice(0, 120);
  const round = (number) => Math.round(number * 100) / 100;
  const WORDY = /\p{L}/u;
  const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'option', 'textarea', 'title', 'head', 'meta', 'link',
    'br', 'select', 'optgroup', 'iframe', 'svg', 'path', 'g', 'use', 'img', 'source', 'base']);
  const groups = {small: new Map(), tight: new Map(), long: new Map(), justified: new Map(), italic: new Map(), capitals: new Map()};
  const group = (kind, key, element, facts) => {
    const known = groups[kind].get(key);
    if (!known) groups[kind].set(key, {element, facts: {...facts, count: 1}});
    else {
      known.facts.count++;
      known.facts.words = (known.facts.words || 0) + (facts.words || 0);
    }
  };
  const wordsOf = (text) => (text.match(/\p{L}[\p{L}\p{M}'’-]*/gu) || []).length;
  let texts = 0;
  let blocks = 0;
  let capped = false;
  let looked = 0;
  const pointed = [];
  const lists = [];
  for (const element of ac.elements()) {
    if (++looked > MOST) { capped = true; break; }
    const tag = element.localName;
    if (UNREAD.has(tag) || element.namespaceURI !== 'http://www.w3.org/1999/xhtml') continue;
    if (tag === 'ul' || tag === 'ol' || tag === 'table' || tag === 'dl') lists.push(element);
    let own = '';
    for (let node = element.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 3 && node.data.length > 1 - (element.childElementCount ? 0 : 1) && /\S/.test(node.data)) own += node.data;
    }
    if (!own || !WORDY.test(own)) continue;
    texts++;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const isSmall = size <= 10;
    const isItalic = style.fontStyle === 'italic';
    const isUpper = style.textTransform === 'uppercase';
    const isBlock = style.display !== 'inline';
    if (!isSmall && !isItalic && !isUpper && !(isBlock && own.length > 80)) continue;
    const box = element.getBoundingClientRect();
    if (box.width < 3 || box.height < 3 || box.right + scrollX <= 0 || !ac.isShown(element)) continue;
    const ownWords = wordsOf(own.slice(0, 2000));
    if (isSmall && size > 0 && tag !== 'sup' && tag !== 'sub' && tag !== 'rt') {
      group('small', `${round(size)}`, element, {size: round(size), words: ownWords, text: short(own)});
    }
    const full = isBlock && own.length > 80 ? element.textContent : own;
    const whole = full.slice(0, 2000);
    const words = full === own ? ownWords : wordsOf(whole);
    if (isItalic && words > 20 && !element.closest('pre, code, [class*=poem i]')) {
      group('italic', `${tag}.${element.className}`, element,
        {words, text: short(whole), quote: element.closest('blockquote, q, figcaption, address, cite') !== null});
    }
    if (isUpper && words >= 8) group('capitals', `${tag}.${element.className}`, element, {words, text: short(whole)});
    if (!isBlock || words < 15 || element.closest('pre, code')) continue;
    blocks++;
    const height = style.lineHeight === 'normal' ? 0 : parseFloat(style.lineHeight);
    const inner = box.height - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    const lines = Math.max(1, Math.round(inner / (height || size * 1.2)));
    if (height && height / size < 1.3 && lines >= 2) {
      group('tight', `${round(height / size)}`, element, {ratio: round(height / size), lines, words, text: short(whole)});
    }
    const measure = Math.round(whole.replace(/\s+/g, ' ').trim().length * full.length / whole.length / lines);
    if (lines >= 3 && measure > 100 && !/^(cjk|ja|zh|ko)/.test(element.closest('[lang]')?.lang || '')) {
      group('long', 'all', element, {characters: measure, lines, words, text: short(whole)});
    }
    if (style.textAlign === 'justify' && words > 20 && lines >= 2) {
      group('justified', 'all', element, {words, lines, text: short(whole)});
    }
  }
  const told = (kind) => [...groups[kind].values()].slice(0, 20).map(({element, facts}) => ({...ac.place(element), ...facts}));

  // Rules of style sheets that put words before or after an element, or a picture behind it.
  const saying = [];
  const picturing = [];
  let unread = 0;
  let rulesLeft = 6000;
  const readRules = (rules) => {
    for (const rule of rules) {
      if (rulesLeft-- <= 0) return;
      if (rule instanceof CSSStyleRule) {
        if (/:(before|after)\b/.test(rule.selectorText)) {
          const content = rule.style.content;
          if (content && /["'].*\p{L}/u.test(content) && !/^(normal|none|inherit|initial)/.test(content)) saying.push(rule);
        } else if (rule.style.backgroundImage.includes('url(')) picturing.push(rule);
        if (rule.cssRules && rule.cssRules.length) readRules(rule.cssRules);
      } else if (rule.cssRules && (!rule.media || matchMedia(rule.media.mediaText).matches)) readRules(rule.cssRules);
    }
  };
  for (const sheet of [...document.styleSheets, ...(document.adoptedStyleSheets || [])]) {
    if (sheet.disabled || (sheet.media && sheet.media.length && !matchMedia(sheet.media.mediaText).matches)) continue;
    try {
      readRules(sheet.cssRules);
    } catch {
      unread++; // A sheet of another origin does not say what is in it.
    }
  }
  const all = (selector) => {
    try {
      return [...document.querySelectorAll(selector)].slice(0, 100);
    } catch {
      return [];
    }
  };
  const generated = [];
  const doneGenerated = new Set();
  const hear = (element, key, stated) => {
    if (generated.length >= 100 || doneGenerated.has(element)) return;
    const style = getComputedStyle(element, `::${key}`);
    if (style.content === 'none' || style.content === 'normal' || !style.content.includes('"')) return;
    if (style.display === 'none' || style.visibility === 'hidden' || Number(style.opacity) === 0 || !ac.isShown(element)) return;
    if (/counter|attr\(/.test(stated || style.content) || style.position === 'absolute' && parseFloat(style.left) < -500) return;
    // A word in a box of the size of an icon names a picture.
    if (/hidden|clip/.test(style.overflowX) && parseFloat(style.width) < 24) return;
    if (parseFloat(style.fontSize) < 2 || Math.abs(parseFloat(style.textIndent)) > 100) return;
    const content = style.content.replace(/url\("(?:[^"\\]|\\.)*"\)/g, '').replace(/\/ "(?:[^"\\]|\\.)*"$/, '').match(/"(?:[^"\\]|\\.)*"/g);
    if (!content) return;
    const said = short(content.map((one) => one.slice(1, -1)).join(' '));
    if (!WORDY.test(said.replace(/[\uE000-\uF8FF]/g, ''))) return;
    doneGenerated.add(element);
    generated.push({...ac.place(element), said, where: key, icon: /icon|symbol|awesome|glyph|dashicons|material/i.test(style.fontFamily),
          text: short(element.textContent), near: ac.text(element.parentElement || element).slice(0, 400),
          named: short(`${element.getAttribute('aria-label') || ''} ${element.title || ''}`),
          hidden: element.closest('[aria-hidden=true]') !== null});
  };
  for (const rule of saying.slice(0, 60)) {
    for (const part of rule.selectorText.split(/,(?![^(]*\))/)) {
      const which = part.match(/::?(before|after)\s*$/);
      if (which) for (const element of all(part.slice(0, which.index).trim() || '*')) hear(element, which[1], rule.style.content);
    }
  }
  // What a sheet does not tell is asked of the elements that it can speak of.
  const asked = unread ? all('[class], [id], p, h1, h2, h3, li, a').concat(all('a, button, span, i, div')).slice(0, 200) : [];
  for (const element of asked) {
    hear(element, 'before', '');
    hear(element, 'after', '');
  }
  const pictures = [];
  const donePictures = new Set();
  const look = (element) => {
    if (pictures.length >= 60 || donePictures.has(element) || element === document.body || element === document.documentElement) return;
    donePictures.add(element);
    if (!ac.isShown(element)) return;
    const style = getComputedStyle(element);
    const address = style.backgroundImage.match(/url\("?([^")]*)"?\)/);
    if (!address || address[1].startsWith('data:image/svg') && address[1].length < 700) return;
    const box = element.getBoundingClientRect();
    if (box.right + scrollX <= 0 || box.width < 16 || box.height < 16) return;
    const text = ac.text(element);
    pictures.push({...ac.place(element), file: address[1].startsWith('data:') ? 'data:' : address[1].split(/[?#]/)[0].split('/').slice(-1)[0].slice(0, 80),
      width: Math.round(box.width), height: Math.round(box.height), text: text.slice(0, 120), repeated: !style.backgroundRepeat.includes('no-repeat')
        && style.backgroundSize === 'auto', covers: style.backgroundSize === 'cover', role: element.getAttribute('role') || '',
      indented: parseFloat(style.textIndent) < -50 || parseFloat(style.fontSize) === 0, tag: element.localName,
      pressed: element.closest('a, button, [role=button], [role=link]') !== null,
      hidden: element.closest('[aria-hidden=true]') !== null, shares: parseFloat(style.width) > innerWidth * 0.9,
      name: short(`${element.getAttribute('aria-label') || ''} ${element.title || ''} ${element.getAttribute('aria-labelledby') || ''}`),
      inside: element.childElementCount, media: element.querySelector('img, svg, video, canvas, input, iframe') !== null});
  };
  for (const rule of picturing.slice(0, 200)) if (!/::?(before|after)/.test(rule.selectorText)) all(rule.selectorText).forEach(look);
  all('[style*="url("]').forEach(look);
  for (const element of asked) if (getComputedStyle(element).backgroundImage.includes('url(')) look(element);

  // Labels and their fields, on the screen.
  const red = (colour) => {
    const parts = (colour.match(/[\d.]+/g) || []).map(Number);
    return parts.length >= 3 && (parts.length < 4 || parts[3] > 0.3) && parts[0] > 120 && parts[0] > parts[1] * 1.6 && parts[0] > parts[2] * 1.6;
  };
  const labels = [];
  const fields = [];
  for (const field of [...document.querySelectorAll('input, select, textarea')].slice(0, 150)) {
    if (/^(hidden|submit|button|image|reset)$/.test(field.type) || !ac.isShown(field)) continue;
    const box = field.getBoundingClientRect();
    const label = field.labels && field.labels[0];
    const style = getComputedStyle(field);
    const isTick = /^(checkbox|radio)$/.test(field.type);
    if (label && ac.isShown(label)) {
      const range = document.createRange();
      let text = null;
      const walker = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!WORDY.test(node.data) || field.contains(node) || !ac.isShown(node.parentElement)) continue;
        range.selectNodeContents(node);
        const one = range.getBoundingClientRect();
        if (one.width < 2) continue;
        text = text ? {left: Math.min(text.left, one.left), right: Math.max(text.right, one.right),
          top: Math.min(text.top, one.top), bottom: Math.max(text.bottom, one.bottom)} : one;
      }
      if (text && text.right + scrollX > 0 && text.bottom + scrollY > 0 && box.width > 2 && box.height > 2) {
        const beside = text.bottom > box.top + 2 && text.top < box.bottom - 2;
        labels.push({...ac.place(label), text: short(label.textContent), beside, tick: isTick,
          gap: Math.round(beside ? Math.max(box.left - text.right, text.left - box.right)
            : Math.max(box.top - text.bottom, text.top - box.bottom)),
          shift: Math.round(Math.max(0, box.left - text.right, text.left - box.right))});
      }
    }
    const border = style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) > 0 ? style.borderTopColor : '';
    const scope = field.closest('label, .form-group, .field, [class*=field i], [class*=group i], [class*=item i], p, li, td, div, fieldset');
    const around = scope && scope.querySelectorAll('input:not([type=hidden]), select, textarea').length <= (isTick ? 6 : 1) ? scope : null;
    const marked = around ? [...around.querySelectorAll('*')].filter((one) => one !== field && !one.contains(field)
      && /error|invalid|fout|erreur|fehler|danger|feedback|alert/i.test(`${one.className} ${one.id} ${one.getAttribute('role')}`)
      && ac.isShown(one) && (WORDY.test(one.textContent) || one.querySelector('img, svg') || one.matches('img, svg'))).length : 0;
    const described = (field.getAttribute('aria-describedby') || field.getAttribute('aria-errormessage') || '').split(/\s+/)
      .some((id) => id && document.getElementById(id) && WORDY.test(document.getElementById(id).textContent)
        && ac.isShown(document.getElementById(id)));
    fields.push({...ac.place(field), tick: isTick, border: red(border), background: red(style.backgroundColor),
      outline: style.outlineStyle !== 'none' && red(style.outlineColor), labelRed: Boolean(label) && red(getComputedStyle(label).color),
      classed: /(^|[\s_-])(has-)?(errors?|invalid|fout|erreur|fehler)([\s_-]|$)/i.test(`${field.className} ${label ? label.className : ''} ${
        around ? around.className : ''}`), invalid: field.getAttribute('aria-invalid') || '', described, marked,
      around: short(around ? around.textContent : (label ? label.textContent : '')),
      label: short(label ? label.textContent : field.getAttribute('aria-label') || '')});
  }

  // Lists and tables whose parts differ in colour alone.
  const coloured = [];
  for (const list of lists.slice(0, 60)) {
    if (coloured.length >= 20 || !ac.isShown(list)) continue;
    const isTable = list.localName === 'table';
    const parts = [...(isTable ? list.querySelectorAll('td') : list.children)].slice(0, 120)
      .filter((one) => /^(li|td|dt|dd)$/.test(one.localName) && ac.isShown(one));
    if (parts.length < 3) continue;
    const kinds = new Map();
    const empty = new Map();
    for (const part of parts) {
      const holder = part.childElementCount === 1 && !part.firstElementChild.matches('a, img, ul, ol') && !ownText(part) ? part.firstElementChild : part;
      const bare = !short(part.textContent) && !part.querySelector('img, svg, input, button, a, [aria-label], [title]') && !part.title
        && !part.getAttribute('aria-label');
      const style = getComputedStyle(holder);
      if (bare) {
        const colour = style.backgroundColor;
        if (!/^rgba\(.*, 0\)$/.test(colour)) empty.set(colour, (empty.get(colour) || 0) + 1);
        continue;
      }
      if (part.querySelector('a, button, input, img, svg') || !WORDY.test(part.textContent)) continue;
      const form = `${style.fontWeight} ${style.fontStyle} ${style.fontSize} ${style.textDecorationLine} ${style.listStyleType} ${style.backgroundImage}`;
      if (!kinds.has(form)) kinds.set(form, new Map());
      const colours = kinds.get(form);
      colours.set(style.color, [...(colours.get(style.color) || []), short(part.textContent)]);
    }
    const before = list.previousElementSibling;
    const around = short(`${before ? before.textContent.slice(-300) : ''} ${list.caption ? list.caption.textContent : ''}`);
    const mixed = [...kinds.values()].find((colours) => colours.size >= 2 && colours.size <= 5);
    if (mixed) {
      const columns = isTable ? columnsOf(list) : null;
      coloured.push({...ac.place(list), kind: 'text', colours: [...mixed.keys()], sizes: [...mixed.values()].map((one) => one.length),
        sample: [...mixed.values()].map((one) => one[0]).slice(0, 3), before: around, table: isTable, columns});
    }
    if (empty.size >= 2 || (empty.size === 1 && [...empty.values()][0] >= 2 && isTable)) {
      coloured.push({...ac.place(list), kind: 'empty', colours: [...empty.keys()], sizes: [...empty.values()], sample: [], before: around,
        table: isTable, columns: null});
    }
  }
  function ownText(element) {
    return [...element.childNodes].some((one) => one.nodeType === 3 && /\S/.test(one.data));
  }
  // Whether within one column of a table colours differ; columns may each have their own.
  function columnsOf(table) {
    const byColumn = new Map();
    for (const row of [...table.rows].slice(0, 60)) {
      for (const cell of row.cells) {
        if (cell.localName !== 'td') continue;
        if (!byColumn.has(cell.cellIndex)) byColumn.set(cell.cellIndex, new Set());
        byColumn.get(cell.cellIndex).add(getComputedStyle(cell).color);
      }
    }
    return [...byColumn.values()].some((colours) => colours.size > 1);
  }

  // Words within a link, a label or a heading that no one gets to see or hear.
  const concealed = [];
  for (const element of [...document.querySelectorAll('a *, label *, legend *, th *, h1 *, h2 *, h3 *, h4 *, h5 *, h6 *, caption *,'
    + '[class*=sr-only i], [class*=visually-hidden i], [class*=visuallyhidden i], [class*=screen-reader i], [class*=screenreader i],'
    + '[class*=assistive i], [class*=offscreen i]')].slice(0, 600)) {
    if (concealed.length >= 60 || element.childElementCount > 3 || UNREAD.has(element.localName)) continue;
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || !WORDY.test(element.textContent) || ac.isShown(element)) continue;
    const style = getComputedStyle(element);
    const parent = element.parentElement;
    const hides = style.display === 'none' ? 'display: none' : style.visibility === 'hidden' ? 'visibility: hidden' : '';
    if (!hides || !parent || !ac.isShown(parent)) continue;
    concealed.push({...ac.place(element), hides, text: short(element.textContent), visible: ac.text(parent).slice(0, 120), own: ownText(parent),
      within: parent.closest('a, label, legend, th, h1, h2, h3, h4, h5, h6, caption')?.localName || '',
      named: /sr-only|visually-?hidden|screen-?reader|assistive|offscreen/i.test(element.getAttribute('class') || ''),
      state: element.closest('[aria-live], [aria-expanded], [aria-pressed], button, [role=button], [role=tab], details') !== null,
      referred: Boolean(element.id) && document.querySelector(`[aria-describedby~="${CSS.escape(element.id)}"],`
        + `[aria-labelledby~="${CSS.escape(element.id)}"], [aria-errormessage~="${CSS.escape(element.id)}"],`
        + `[aria-details~="${CSS.escape(element.id)}"]`) !== null});
  }
  return {
    texts, blocks, capped, unread, page: ac.place(document.documentElement), width: innerWidth,
    small: told('small'), tight: told('tight'), long: told('long'), justified: told('justified'), italic: told('italic'),
    capitals: told('capitals'), generated, pictures, labels, fields, coloured, concealed,
  };
}
