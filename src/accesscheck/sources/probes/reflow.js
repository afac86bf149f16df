// Text in another window, larger or wider spaced: what of it is cut off, covered, gone or beyond the edge.
// Each call measures one state of the page; what was found first is remembered for the next, in the page.
async ([wanted]) => {
  let stage = wanted;
  const key = Symbol.for('accesscheck reflow');
  const MOST_TEXTS = 3000;
  const MOST_ENTRIES = 200;
  const MOST_LINES = 3000;
  const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'option', 'textarea', 'title', 'select', 'iframe']);
  const WORDY = /[\p{L}\p{N}]/u;
  const names = (element) => `${element.getAttribute('class') || ''} ${element.id} ${element.localName} ${
    element.getAttribute('aria-roledescription') || ''}`;
  const short = (text) => text.replace(/\s+/g, ' ').trim().slice(0, 80);
  const round = (number) => Math.round(number * 100) / 100;
  const styles = new Map();
  const styleOf = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const parentOf = (element) => element.assignedSlot || element.parentElement
    || (element.getRootNode() instanceof ShadowRoot ? element.getRootNode().host : null);

  const collect = () => {
    const texts = [];
    let capped = false;
    const take = (root) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
        if (node.nodeType === Node.TEXT_NODE) {
          return WORDY.test(node.data) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
        }
        if (UNREAD.has(node.localName) || node instanceof SVGElement) return NodeFilter.FILTER_REJECT;
        return node.getAttribute('aria-hidden') === 'true' ? NodeFilter.FILTER_REJECT
          : node.shadowRoot ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
      });
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (texts.length >= MOST_TEXTS) { capped = true; return; }
        if (node.nodeType === Node.TEXT_NODE) texts.push({node, element: node.parentElement || root.host, states: {}});
        else take(node.shadowRoot);
      }
    };
    if (document.body) take(document.body);
    return {texts, capped};
  };
  const memory = window[key] || (window[key] = {...collect(), boxes: new Map(), start: null});

  // What clips an element: for each axis the boxes of ancestors that hide what overflows, up to one that scrolls.
  const clips = new Map();
  const clipsOf = (element) => {
    if (!element || element === document.documentElement || element === document.body) return [];
    if (clips.has(element)) return clips.get(element);
    const found = [];
    clips.set(element, found);
    let position = styleOf(element).position;
    let [open, openY] = [true, true];
    for (let ancestor = parentOf(element), steps = 0; ancestor && steps < 100; ancestor = parentOf(ancestor), steps++) {
      if (ancestor === document.documentElement || ancestor === document.body) break;
      const style = styleOf(ancestor);
      if (style.display === 'contents' || style.display === 'inline') {
        if (style.position !== 'static' && position === 'absolute') position = style.position;
        continue;
      }
      const holds = style.transform !== 'none' || style.contain.includes('paint') || style.filter !== 'none';
      if (position === 'fixed' && !holds) continue;
      if (position === 'absolute' && style.position === 'static' && !holds) continue;
      position = style.position;
      const hides = (value) => value === 'hidden' || value === 'clip';
      const scrolls = (value) => value === 'auto' || value === 'scroll';
      const x = open && hides(style.overflowX);
      const y = openY && hides(style.overflowY);
      if (x || y) found.push({element: ancestor, x, y});
      if (scrolls(style.overflowX)) open = false;
      if (scrolls(style.overflowY)) openY = false;
      if (!open && !openY) break;
    }
    return found;
  };
  // The element's own overflow counts for its text.
  const clipsOfText = (element) => {
    const style = styleOf(element);
    const own = [];
    const hides = (value) => value === 'hidden' || value === 'clip';
    const scrolls = (value) => value === 'auto' || value === 'scroll';
    const isBox = style.display !== 'inline' && style.display !== 'contents';
    if (isBox && element !== document.body && element !== document.documentElement) {
      if (hides(style.overflowX) || hides(style.overflowY)) {
        own.push({element, x: hides(style.overflowX), y: hides(style.overflowY)});
      }
    }
    const stopX = isBox && scrolls(style.overflowX);
    const stopY = isBox && scrolls(style.overflowY);
    return [...own, ...clipsOf(element).map((one) => ({...one, x: one.x && !stopX, y: one.y && !stopY}))]
      .filter((one) => one.x || one.y);
  };
  const padding = (element) => {
    const box = element.getBoundingClientRect();
    return {left: box.left + element.clientLeft, top: box.top + element.clientTop,
      right: box.left + element.clientLeft + element.clientWidth,
      bottom: box.top + element.clientTop + element.clientHeight};
  };
  const paddings = new Map();
  const paddingOf = (element) => {
    if (!paddings.has(element)) paddings.set(element, padding(element));
    return paddings.get(element);
  };
  const isCutOut = (element) => {
    const style = styleOf(element);
    return (style.clip !== 'auto' && style.position === 'absolute') || /inset\((?:50|100)%/.test(style.clipPath)
      || Number(style.opacity) === 0;
  };
  const seenThrough = new Map();
  const isSeen = (element) => {
    if (!element) return true;
    if (!seenThrough.has(element)) {
      seenThrough.set(element, !isCutOut(element) && (element === document.body || isSeen(parentOf(element))));
    }
    return seenThrough.get(element);
  };

  const range = document.createRange();
  const linesOf = (node) => {
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  };
  // For each text its lines, and how much of it each clipping box takes away.
  const measure = () => {
    const found = [];
    for (const text of memory.texts) {
      const {node, element} = text;
      if (!node.isConnected || !element.isConnected || !ac.isShown(element) || !isSeen(element)) continue;
      const lines = linesOf(node);
      if (!lines.length) continue;
      if (lines.every((line) => line.right + scrollX <= 0 || line.bottom + scrollY <= 0)) continue;
      const cut = [];
      // What an inner box took away is not lost once more to an outer one.
      let left = lines;
      let gone = false;
      for (const clip of clipsOfText(element)) {
        const box = paddingOf(clip.element);
        if ((clip.x && box.right - box.left <= 4) || (clip.y && box.bottom - box.top <= 4)) { gone = true; break; }
        let [cutLines, area, all, tall, lost] = [0, 0, 0, 0, 0];
        const kept = [];
        for (const line of left) {
          const width = clip.x ? Math.min(line.right, box.right) - Math.max(line.left, box.left) : line.width;
          const height = clip.y ? Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top) : line.height;
          if (Math.max(0, height) / line.height >= 0.75) tall++;
          const share = Math.max(0, width) / line.width * (Math.max(0, height) / line.height);
          if (share < 0.5) lost++;
          const lostWidth = line.width - Math.max(0, width);
          if (Math.max(0, height) / line.height < 0.75 || (lostWidth > 6 && lostWidth > line.height / 2)) {
            cutLines++;
            area += line.width * line.height * (1 - share);
          }
          all += line.width * line.height;
          if (width > 1 && height > 1) {
            kept.push({left: clip.x ? Math.max(line.left, box.left) : line.left, top: clip.y ? Math.max(line.top, box.top) : line.top,
              right: clip.x ? Math.min(line.right, box.right) : line.right,
              bottom: clip.y ? Math.min(line.bottom, box.bottom) : line.bottom, width, height});
          }
        }
        if (!left.length) continue;
        cut.push({box: clip.element, lines: left.length, cut: cutLines, area, all, tall, lost, whole: left.length - cutLines});
        left = kept;
      }
      if (gone) continue;
      found.push({text, lines, cut});
    }
    return found;
  };

  const byBox = (measured) => {
    const boxes = new Map();
    for (const {text, cut} of measured) {
      for (const one of cut) {
        const known = boxes.get(one.box) || {lines: 0, cut: 0, area: 0, all: 0, text: '', whole: 0, seen: 0, tall: 0, lost: 0};
        known.lines += one.lines;
        known.cut += one.cut;
        known.whole += one.whole;
      known.tall += one.tall;
      known.lost += one.lost;
        known.area += one.area;
        known.all += one.all;
        // Text of which nothing is to be seen is what a slide or a tab panel waits with.
        if (one.area < one.all * 0.97) known.seen += one.lines;
        if (one.cut && !known.text) known.text = short(text.node.data);
        boxes.set(one.box, known);
      }
    }
    return boxes;
  };
  const keepBoxes = (measured) => {
    for (const [box, known] of byBox(measured)) {
      if (!memory.boxes.has(box)) {
        if (memory.boxes.size >= MOST_ENTRIES * 3) continue;
        memory.boxes.set(box, {place: ac.place(box), states: {}});
      }
      memory.boxes.get(box).states[stage] = {
        lines: known.lines, cut: known.cut, whole: known.whole, seen: known.seen, tall: known.tall, lost: known.lost,
        share: round(known.all ? known.area / known.all : 0), text: known.text,
      };
    }
  };

  // Lines of different texts on the same place. The middle of each is looked at: lines may stand close.
  const overlapsOf = (measured) => {
    const lines = [];
    const layer = new Map();
    const layerOf = (element) => {
      if (!element || element === document.body) return null;
      if (!layer.has(element)) {
        const {position, zIndex} = styleOf(element);
        layer.set(element, ['fixed', 'sticky'].includes(position) || zIndex !== 'auto' && Number(zIndex) > 0 ? element
          : layerOf(parentOf(element)));
      }
      return layer.get(element);
    };
    for (const {text, lines: own, cut} of measured) {
      if (cut.some((one) => one.cut)) continue;
      for (const line of own) {
        if (lines.length >= MOST_LINES) break;
        lines.push({text, left: line.left + 1, right: line.right - 1, top: line.top + line.height * 0.2,
          bottom: line.bottom - line.height * 0.2, layer: layerOf(text.element)});
      }
    }
    lines.sort((one, other) => one.top - other.top);
    const pairs = new Map();
    for (let index = 0; index < lines.length && pairs.size < MOST_ENTRIES; index++) {
      const one = lines[index];
      for (let next = index + 1; next < lines.length && lines[next].top < one.bottom; next++) {
        const other = lines[next];
        if (other.text === one.text || other.layer !== one.layer) continue;
        const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const height = Math.min(one.bottom, other.bottom) - other.top;
        const smaller = Math.min(one.bottom - one.top, other.bottom - other.top);
        if (width > 8 && height > smaller * 0.4) {
          if (!pairs.has(one.text)) pairs.set(one.text, new Map());
          pairs.get(one.text).set(other.text, round(width));
        }
      }
    }
    return pairs;
  };
  const newOverlaps = (measured) => {
    const pairs = overlapsOf(measured);
    const known = memory.pairs || new Map();
    const entries = [];
    const told = new Set();
    for (const [one, others] of pairs) {
      for (const [other, width] of others) {
        if (known.get(one)?.has(other) || known.get(other)?.has(one) || told.has(one.element)) continue;
        told.add(one.element);
        entries.push({...ac.place(one.element), text: short(one.node.data), other: short(other.node.data), width});
      }
    }
    return entries.slice(0, 20);
  };

  // Text that runs out of the box that is drawn around it.
  const spillsOf = (measured) => {
    const entries = new Map();
    for (const {text, lines, cut} of measured) {
      if (cut.some((one) => one.cut)) continue;
      const bottom = Math.max(...lines.map((line) => line.bottom - line.height * 0.25));
      const right = Math.max(...lines.map((line) => line.right));
      for (let box = text.element, steps = 0; box && box !== document.body && steps < 4; box = parentOf(box), steps++) {
        const style = styleOf(box);
        if (style.position === 'absolute' && steps) break;
        if (style.display === 'inline' || style.display === 'contents') continue;
        if (/auto|scroll/.test(style.overflowX + style.overflowY)) break;
        const drawn = (!/^rgba\(0, 0, 0, 0\)$|^transparent$/.test(style.backgroundColor)
          || (style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) > 0
            && style.borderBottomStyle !== 'none'));
        if (!drawn) continue;
        const {bottom: edge, right: side, height} = box.getBoundingClientRect();
        const over = Math.max(0, bottom - edge);
        const beside = Math.max(0, right - side);
        if (height > 8) {
          const known = entries.get(box) || {over: 0, beside: 0, text: ''};
          if (Math.max(over, beside) > Math.max(known.over, known.beside)) known.text = short(text.node.data);
          known.over = Math.max(known.over, over);
          known.beside = Math.max(known.beside, beside);
          entries.set(box, known);
        }
        break;
      }
    }
    return entries;
  };

  const EXEMPT = 'table, pre, code, img, svg, video, canvas, iframe, object, embed, math, picture, textarea, [role=grid],'
    + '[role=table], [role=treegrid], [role=toolbar], [role=application], [role=img], .toolbar, [class*=map i]';
  const sidewaysOf = (measured) => {
    const width = document.documentElement.clientWidth;
    const wide = Math.max(document.scrollingElement ? document.scrollingElement.scrollWidth : 0, 0);
    const limit = width + 2;
    const causes = [];
    if (wide <= limit) return {width, wide, causes};
    const beyond = new Set();
    let looked = 0;
    for (const element of document.body.querySelectorAll('*')) {
      if (looked++ > 8000) break;
      const box = element.getBoundingClientRect();
      if (box.right + scrollX <= limit || box.width === 0 || box.height === 0) continue;
      if (!ac.isShown(element)) continue;
      if (isHeldX(element)) continue;
      beyond.add(element);
    }
    const texts = new Map();
    for (const {text, lines} of measured) {
      const right = Math.max(...lines.map((line) => line.right + scrollX));
      if (right <= limit || isHeldX(text.element)) continue;
      const exempt = text.element.closest(EXEMPT) !== null;
      const widest = Math.max(...lines.map((line) => line.width));
      // A long word or address makes its own line wide, and no other.
      const words = text.node.data.trim().split(/\s+/);
      const longest = Math.max(...words.map((word) => word.length));
      const isWord = longest * parseFloat(styleOf(text.element).fontSize) * 0.45 > width * 0.9
        || lines.filter((line) => line.width > width).length * 2 < lines.length;
      texts.set(text, {right, exempt, widest: isWord ? 0 : widest, words: words.length});
      if (!exempt) beyond.add(text.element);
    }
    for (const element of beyond) {
      if (element === document.body || beyond.has(parentOf(element)) || causes.length >= 20) continue;
      const inside = [...texts].filter(([text]) => element.contains(text.element));
      const plain = inside.filter(([, one]) => !one.exempt);
      const reading = plain.filter(([, one]) => one.words > 3 && one.widest > width);
      const exempt = element.closest(EXEMPT) !== null || (!plain.length && element.querySelector(EXEMPT) !== null);
      causes.push({...ac.place(element), right: Math.round(element.getBoundingClientRect().right + scrollX), exempt,
        texts: plain.length, reading: reading.length, fixed: ['fixed', 'sticky'].includes(styleOf(element).position),
        text: short((reading[0] || plain[0] || [{node: {data: ''}}])[0].node.data)});
    }
    return {width, wide, causes};
  };
  // Whether an ancestor scrolls or hides what is beyond its side, so that the page does not get wider by it.
  const held = new Map();
  function isHeldX(element) {
    const parent = parentOf(element);
    if (!parent || parent === document.body || parent === document.documentElement) return false;
    if (!held.has(parent)) {
      const style = styleOf(parent);
      held.set(parent, (style.overflowX !== 'visible' && style.display !== 'inline') || isHeldX(parent));
    }
    return held.get(parent);
  }

  const OPENERS = 'button, summary, [role=button], [aria-expanded], [aria-controls], [aria-haspopup], label, [class*=burger i],'
    + '[class*=toggle i], [class*=menu i]';
  const shownOpeners = () => [...document.querySelectorAll(OPENERS)].slice(0, 500).filter((one) => ac.isShown(one));
  const normal = (text) => text.replace(/\s+/g, ' ').trim().toLowerCase();
  const goneOf = (measured) => {
    const shown = new Set(measured.map((one) => one.text));
    const width = document.documentElement.clientWidth;
    const said = normal(measured.map((one) => one.text.node.data).join(' '));
    const openers = shownOpeners();
    const before = new Set(memory.openers);
    const newOpener = openers.some((one) => !before.has(one));
    const tops = new Map();
    for (const text of memory.start) {
      if (shown.has(text) || !text.node.isConnected) continue;
      const words = normal(text.node.data);
      if (words.length < 3 || said.includes(words)) continue;
      let top = text.element;
      while (parentOf(top) && parentOf(top) !== document.body && !ac.isShown(parentOf(top))) top = parentOf(top);
      const known = tops.get(top) || {text: short(text.node.data), letters: 0};
      known.letters += words.length;
      tops.set(top, known);
    }
    const cutOff = [];
    const hidesX = [document.documentElement, document.body].some((one) => /hidden|clip/.test(styleOf(one).overflowX));
    if (hidesX) {
      for (const {text, lines} of measured) {
        if (isHeldX(text.element) || !memory.start.has(text)) continue;
        const lost = lines.filter((line) => line.right > width + line.height && line.left < width * 3);
        if (lost.length && styleOf(text.element).position !== 'absolute') {
          cutOff.push({...ac.place(text.element), text: short(text.node.data), letters: text.node.data.trim().length,
            kind: 'cut', nav: false, newOpener});
        }
        if (cutOff.length >= 20) break;
      }
    }
    const hidden = [...tops].slice(0, 30).map(([element, one]) => ({...ac.place(element), ...one, kind: 'hidden', newOpener,
      nav: element.closest('nav, header, [role=navigation], [role=banner], [role=menubar], [class*=menu i], [class*=nav i]')
        !== null || element.querySelector('nav, [role=navigation]') !== null || element.localName === 'nav'
        || links(element) > 0.8}));
    return {hidden, cut: cutOff};
  };
  const links = (element) => {
    const all = element.textContent.replace(/\s+/g, '').length || 1;
    return [...element.querySelectorAll('a')].reduce((sum, one) => sum + one.textContent.replace(/\s+/g, '').length, 0) / all;
  };

  const stuckOf = () => {
    const {innerWidth: wide, innerHeight: high} = window;
    const found = [];
    let looked = 0;
    for (const element of document.body.querySelectorAll('*')) {
      if (looked++ > 5000) break;
      const {position} = styleOf(element);
      if (position !== 'fixed' && position !== 'sticky') continue;
      if (!ac.isShown(element) || !isSeen(element) || found.some((one) => one.element.contains(element))) continue;
      const style = styleOf(element);
      if (style.pointerEvents === 'none') continue;
      const box = element.getBoundingClientRect();
      const top = Math.max(0, box.top);
      const bottom = Math.min(high, box.bottom);
      const width = Math.min(wide, box.right) - Math.max(0, box.left);
      if (width < wide * 0.6 || bottom - top < 8) continue;
      if (position === 'sticky' && !isStuck(element, box)) continue;
      // A panel as high as the window is a menu that slid in, and slides out again.
      if (bottom - top > high * 0.9 && (element.matches('nav, aside') || element.querySelector('nav, ul, ol')
        || /side|drawer|canvas|menu|nav/i.test(names(element)))) continue;
      found.push({element, top, bottom, dialog: element.closest('dialog, [role=dialog], [role=alertdialog], [aria-modal=true]')
        !== null || element.querySelector('dialog, [role=dialog], [role=alertdialog]') !== null});
    }
    let covered = 0;
    for (let row = 0; row < high; row += 2) if (found.some((one) => !one.dialog && one.top <= row && row < one.bottom)) covered += 2;
    return {share: round(covered / high),
      bars: found.slice(0, 10).map(({element, top, bottom, dialog}) => (
        {...ac.place(element), height: Math.round(bottom - top), dialog, text: short(ac.text(element))}))};
  };
  function isStuck(element, box) {
    const style = styleOf(element);
    const top = parseFloat(style.top);
    const bottom = parseFloat(style.bottom);
    return (!Number.isNaN(top) && Math.abs(box.top - top) < 2 && scrollY > 0)
      || (!Number.isNaN(bottom) && Math.abs(innerHeight - box.bottom - bottom) < 2);
  }

  // The start tag as the page has it, without the size that we gave.
  const untouched = (element, all, before) => {
    const copy = element.cloneNode(false);
    const style = before[all.indexOf(element)] ?? null;
    if (style === null) copy.removeAttribute('style'); else copy.setAttribute('style', style);
    return ac.startTag(copy);
  };

  // How far large parts of the page are turned, in degrees.
  const turnOf = (element) => {
    const style = styleOf(element);
    let degrees = 0;
    if (style.transform && style.transform !== 'none') {
      const matrix = new DOMMatrix(style.transform);
      degrees += Math.atan2(matrix.b, matrix.a) * 180 / Math.PI;
    }
    if (style.rotate && style.rotate !== 'none') {
      const own = style.rotate.match(/(-?[\d.]+)deg/);
      if (own && !/^(x|y)\s/.test(style.rotate)) degrees += Number(own[1]);
    }
    return degrees;
  };
  const turnsOf = () => {
    const all = (document.body ? document.body.textContent.length : 0) || 1;
    const parts = [document.documentElement, document.body];
    for (let level = 0, from = [document.body]; level < 3; level++) {
      from = from.flatMap((one) => [...one.children]).filter((one) => one.textContent.length > all / 2).slice(0, 20);
      parts.push(...from);
    }
    return parts.filter((one) => one && ac.isShown(one)).map((element) => ({element, degrees: Math.round(turnOf(element))}));
  };

  if (stage === 'start') {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, *::before, *::after { transition: none !important; scroll-behavior: auto !important; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const measured = measure();
    memory.start = new Set(measured.map((one) => one.text));
    memory.openers = shownOpeners();
    memory.pairs = overlapsOf(measured);
    memory.spills = spillsOf(measured);
    stage = 'normal';
    keepBoxes(measured);
    return {page: ac.place(document.documentElement), texts: memory.start.size, capped: memory.capped,
      vertical: getComputedStyle(document.documentElement).writingMode.startsWith('vertical')};
  }
  if (stage === 'spaced') {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }'
      + ' p { margin-bottom: 2em !important; }');
    const before = [...document.adoptedStyleSheets];
    document.adoptedStyleSheets = [...before, sheet];
    const measured = measure();
    keepBoxes(measured);
    const overlaps = newOverlaps(measured);
    document.adoptedStyleSheets = before;
    return {overlaps};
  }
  if (stage === 'half') {
    const measured = measure();
    keepBoxes(measured);
    return {overlaps: newOverlaps(measured)};
  }
  if (stage === 'narrow') {
    scrollTo(0, 0);
    const measured = measure();
    keepBoxes(measured);
    const found = {sideways: sidewaysOf(measured), gone: goneOf(measured)};
    scrollTo(0, Math.max(0, (document.documentElement.scrollHeight - innerHeight) / 2));
    styles.clear();
    const stuck = stuckOf();
    scrollTo(0, 0);
    return {...found, stuck, texts: measured.length};
  }
  if (stage === 'portrait' || stage === 'landscape') {
    const shown = memory.texts.filter(({node, element}) => node.isConnected && ac.isShown(element) && isSeen(element));
    const seen = shown.map(({node}) => node.data.replace(/\s+/g, ' ').trim()).filter(Boolean);
    const turns = turnsOf();
    if (stage === 'landscape') memory.turns = new Map(turns.map((one) => [one.element, one.degrees]));
    const turned = stage === 'portrait' ? turns.filter((one) => memory.turns.has(one.element)).map((one) => ({
      ...ac.place(one.element), landscape: memory.turns.get(one.element), portrait: one.degrees})).filter((one) => one.landscape !== one.portrait) : [];
    return {letters: seen.reduce((sum, one) => sum + one.length, 0), text: short(seen.slice(0, 12).join(' ')), turned};
  }
  if (stage === 'large') {
    const all = [...document.querySelectorAll('*')].slice(0, 4000).filter((one) => one.style && !UNREAD.has(one.localName));
    const before = all.map((one) => one.getAttribute('style'));
    const sizes = all.map((one) => parseFloat(getComputedStyle(one).fontSize));
    all.forEach((one, index) => {
      if (sizes[index] > 0) one.style.setProperty('font-size', `${sizes[index] * 2}px`, 'important');
    });
    styles.clear();
    const measured = measure();
    keepBoxes(measured);
    const spills = [];
    const found = spillsOf(measured);
    for (const [element, one] of found) {
      const known = memory.spills.get(element) || {over: 0, beside: 0};
      if (Math.max(one.over - known.over, one.beside - known.beside) < 4) continue;
      spills.push({selector: ac.selector(element), html: untouched(element, all, before), over: Math.round(one.over), beside: Math.round(one.beside),
        overBefore: Math.round(known.over), besideBefore: Math.round(known.beside), text: one.text});
      if (spills.length >= MOST_ENTRIES) break;
    }
    return {spills, drawn: found.size};
  }
  // What the boxes that hide overflow did in all of the states.
  const MOVING = /carousel|slider|slide|swiper|slick|splide|glide|marquee|ticker|owl|gallery|tabpanel/i;
  const GROWING = /(^|[\s_-])(read-?more|show-?more|expandable|expander|collaps\w*|truncat\w*|(?:line-)?clamp\w*|teaser\w*|excerpt\w*|preview\w*|accordion\w*|toggle\w*)/i;
  const boxes = [];
  for (const [element, {place, states}] of memory.boxes) {
    if (boxes.length >= MOST_ENTRIES) break;
    const style = styleOf(element);
    const near = [element, parentOf(element), element.firstElementChild].filter(Boolean);
    const opener = [element.nextElementSibling, element.previousElementSibling, element.parentElement?.nextElementSibling]
      .filter(Boolean).some((one) => one.matches('button, summary, [aria-expanded]') || one.querySelector('[aria-expanded]'));
    boxes.push({...place, states,
      ellipsis: style.textOverflow.includes('ellipsis') || (style.webkitLineClamp || 'none') !== 'none',
      moving: near.some((one) => MOVING.test(names(one))),
      growing: GROWING.test(names(element)) || opener || element.closest('[aria-expanded]') !== null,
      linked: element.closest('a, [role=link], [role=option], [role=tab]') !== null || element.querySelector('a') !== null,
      titled: Boolean(element.getAttribute('title') || element.closest('[title]'))});
  }
  return {boxes, capped: memory.boxes.size > boxes.length};
}
