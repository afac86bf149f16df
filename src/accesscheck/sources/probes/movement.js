// Watches what moves by itself: texts that change, boxes that move or come and go, messages that disappear.
() => {
  const KEY = Symbol.for('accesscheck movement');
  const timers = window[Symbol.for('accesscheck movement timers')] || null;
  const LOADING = /spinner|\bloader|loading|skeleton|preload|progress|shimmer|placeholder-glow/i;
  const MESSAGES = '[role=alert],[role=status],[aria-live=polite],[aria-live=assertive],output,[class*=toast i],[class*=snackbar i],'
    + '[class*=flash-message i],[class*=notification i],[id*=toast i],[id*=snackbar i]';
  const CONTROLS = 'button,summary,select,input:not([type=hidden],[type=text],[type=search],[type=email],[type=tel],[type=password]),'
    + 'a[role],a[href^="#"],[role=button],[role=switch],[role=checkbox],[role=slider],[onclick]';
  const MOST_KNOWN = 4000;
  const MOST_HOT = 60;
  const LARGE = 21824; // A quarter of 341 by 256 pixels: what may flash is smaller.
  const now = () => Math.round(performance.now());

  const isSeen = (element) => {
    if (!element.isConnected || !element.checkVisibility({visibilityProperty: true})) return false;
    const {left, top, width, height} = element.getBoundingClientRect();
    if (width < 2 || height < 2 || left + width + scrollX <= 0 || top + height + scrollY <= 0) return false;
    return !/rect\((?:0|1)px|inset\((?:50|100)%/.test(getComputedStyle(element).clip + getComputedStyle(element).clipPath);
  };
  const textOf = (element) => (element.textContent || '').replace(/\s+/g, ' ').trim();
  const classes = (element) => `${element.getAttribute('class') || ''} ${element.id}`;
  const isLoading = (element) => {
    if (element.closest('[aria-busy=true],[role=progressbar],progress,meter')) return true;
    for (let one = element, up = 0; one && up < 3 && one !== document.body; one = one.parentElement, up++) {
      if (LOADING.test(classes(one))) return true;
    }
    return false;
  };

  // Animations of style sheets and scripts that go on.
  const goingOn = () => {
    const found = new Map();
    for (const animation of document.getAnimations().slice(0, 400)) {
      const effect = animation.effect;
      if (!effect || !effect.target || animation.playState !== 'running') continue;
      const timing = effect.getComputedTiming();
      const left = timing.endTime - (animation.currentTime || 0);
      if (animation.timeline && animation.timeline.constructor.name !== 'DocumentTimeline') continue;
      const names = new Set(effect.getKeyframes().flatMap((frame) => Object.keys(frame)));
      ['offset', 'easing', 'composite', 'computedOffset'].forEach((name) => names.delete(name));
      const known = found.get(effect.target) || {left: 0, names: new Set(), duration: Infinity};
      names.forEach((name) => known.names.add(name));
      found.set(effect.target, {
        left: Math.max(known.left, left), names: known.names,
        duration: Math.min(known.duration, Number(timing.duration) || Infinity), pseudo: effect.pseudoElement || null,
      });
    }
    return found;
  };
  const canvases = () => [...document.querySelectorAll('canvas')].filter((one) => isSeen(one)
    && one.getBoundingClientRect().width * one.getBoundingClientRect().height >= 2500).slice(0, 3);
  const playing = () => [...document.querySelectorAll('video')].filter((one) => !one.paused && isSeen(one)).slice(0, 2);
  const smil = () => [...document.querySelectorAll('animate,animateTransform,animateMotion,set')].filter((one) =>
    one.getAttribute('repeatCount') === 'indefinite' && !/click|mouse|focus/.test(one.getAttribute('begin') || ''));

  // What speaks for movement in the next seconds.
  const hints = () => {
    const running = [...goingOn()].filter(([element, one]) => one.left > 1000 && isSeen(element) && !isLoading(element));
    const due = timers ? timers.due() : {periods: [], waiting: [], frames: 0};
    return {
      animations: running.length, canvases: canvases().length, videos: playing().length, smil: smil().length,
      periods: due.periods.filter((period) => period <= 6000), waiting: due.waiting.filter((wait) => wait <= 6000), frames: due.frames,
    };
  };

  const images = () => {
    const found = [];
    for (const image of document.images) {
      if (found.length >= 5) break;
      const address = image.currentSrc || image.src;
      if (!/^data:image\/(?:gif|webp|apng|png)|\.(?:gif|webp|apng)(?:[?#]|$)/i.test(address.slice(0, 2000))) continue;
      if (!image.complete || !image.naturalWidth || !isSeen(image)) continue;
      if (found.some((other) => other.address === address)) continue;
      const {width, height} = image.getBoundingClientRect();
      if (width * height < 64) continue;
      found.push({...ac.place(image), address: address.slice(0, 4200000), width: Math.round(width), height: Math.round(height),
        loading: isLoading(image), ...about(image)});
    }
    return found;
  };

  // Whether there is anything else on the page to look at.
  const isAlone = (element) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(), count = 0; node && count < 3000; node = walker.nextNode(), count++) {
      if (element.contains(node) || node.contains(element)) continue;
      if (node.nodeType === Node.TEXT_NODE) {
        const parent = node.parentElement;
        if (node.data.trim() && parent && !['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE'].includes(parent.nodeName) && isSeen(parent)) return false;
      } else if (/^(?:IMG|VIDEO|CANVAS|svg|INPUT|SELECT|TEXTAREA|IFRAME|OBJECT)$/.test(node.nodeName) && isSeen(node)) {
        return false;
      }
    }
    return true;
  };
  const nameOf = (control) => {
    const labelled = (control.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)
      .map((id) => document.getElementById(id)).filter(Boolean).map(textOf).join(' ');
    const label = control.labels && control.labels.length ? textOf(control.labels[0]) : '';
    const image = control.querySelector('img[alt],svg title');
    return (labelled || control.getAttribute('aria-label') || ac.text(control) || textOf(control)
      || (control.localName === 'input' ? control.value : '') || label || control.title
      || (image ? image.alt || textOf(image) : '') || '').slice(0, 60);
  };
  const described = (control) => ({name: nameOf(control), shown: isSeen(control)});
  let stops = null;
  const about = (element) => {
    let near = [];
    let around = element;
    for (let up = 0; around.parentElement && up < 4 && !near.length; up++) {
      if (up || !element.querySelector(CONTROLS)) around = around.parentElement;
      if (around === document.body || around.localName === 'main') break;
      const inside = [...around.querySelectorAll(CONTROLS)].filter((one) => one !== element).slice(0, 30);
      if (inside.length > 12) break;
      near = inside.map(described);
    }
    // A style sheet or a script can hold it while the mouse or focus is on it.
    if (stops === null) stops = heldBy();
    let held = false;
    for (let one = element, up = 0; one && up < 4 && one !== document.body; one = one.parentElement, up++) {
      held = held || ac.listens(one).some((type) => /^mouse(?:enter|over)$|^focusin$|^pointerenter$|^click$/.test(type))
        || stops.some((selector) => one.matches(selector));
    }
    return {near, held, alone: isAlone(element)};
  };
  const heldBy = () => {
    const found = [];
    for (const sheet of document.styleSheets) {
      let rules = [];
      try {
        rules = [...sheet.cssRules].slice(0, 3000);
      } catch {
        continue; // A style sheet of another origin.
      }
      for (const rule of rules) {
        if (!rule.style || rule.style.animationPlayState !== 'paused' || !/:(?:hover|focus)/.test(rule.selectorText || '')) continue;
        const held = rule.selectorText.split(',').map((part) => part.replace(/:(?:hover|focus(?:-within|-visible)?)/g, ''));
        for (const selector of held) {
          try {
            document.body.matches(selector);
            found.push(selector);
          } catch {
            continue;
          }
        }
      }
    }
    return found.slice(0, 50);
  };

  // The watch.
  const states = new WeakMap();
  const texts = new Map();
  const moves = new Map();
  const hot = new Map();
  const messages = new Map();
  const pictures = new Map();
  const flashes = new Map();
  let pending = new Set();
  let observer = null;
  let clock = 0;
  let began = 0;
  let running = new Map();

  const stateOf = (element) => {
    const seen = isSeen(element);
    const style = getComputedStyle(element);
    const opacity = Number(style.opacity);
    const {left, top, width, height} = element.getBoundingClientRect();
    return {
      seen, dim: !seen || opacity <= 0.2, bright: seen && opacity >= 0.6,
      box: [left + scrollX, top + scrollY, width, height].map(Math.round), address: element.currentSrc || '',
    };
  };
  const remember = (root) => {
    let count = 0;
    for (const element of ac.elements(root)) {
      if (++count > MOST_KNOWN) break;
      if (/^(?:SCRIPT|STYLE|LINK|META|HEAD|TITLE|HTML|TEMPLATE|NOSCRIPT)$/.test(element.nodeName)) continue;
      states.set(element, {...stateOf(element), text: element.childElementCount === 0 ? textOf(element) : null});
    }
  };
  const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  const onText = (element, old) => {
    if (/^(?:SCRIPT|STYLE|TITLE|HEAD|NOSCRIPT|TEMPLATE)$/.test(element.nodeName) || element.closest('head')) return;
    const text = textOf(element).slice(0, 300);
    const known = texts.get(element);
    const before = known ? known.texts[known.texts.length - 1] : (states.get(element) || {}).text ?? old;
    if (before === text || !isSeen(element)) return;
    const at = now() - began;
    if (known) {
      if (at - known.times[known.times.length - 1] >= 40) known.times.push(at);
      known.texts.push(text);
    } else if (texts.size < 60) {
      texts.set(element, {times: [at], texts: [(before || '').slice(0, 300), text]});
    }
  };
  const onRecords = (records) => {
    for (const record of records.slice(0, 2000)) {
      const element = elementOf(record.target);
      if (!element || !element.isConnected) continue;
      if (record.type === 'attributes') {
        if (hot.size < MOST_HOT || hot.has(element)) {
          const known = hot.get(element) || {count: 0, until: 0};
          hot.set(element, {count: known.count + 1, until: now() + 900});
        }
        continue;
      }
      if (record.type === 'childList') {
        const changed = [...record.addedNodes, ...record.removedNodes].some((node) => textOf(node));
        if (!changed) continue;
        onText(element, [...record.removedNodes].map(textOf).join(' ').trim());
      } else {
        onText(element, (record.oldValue || '').trim());
      }
    }
  };
  const record = (element) => {
    const known = moves.get(element) || {moved: [], toggled: [], low: null, high: null, dim: null};
    moves.set(element, known);
    return known;
  };
  const look = (element) => {
    const before = states.get(element);
    const after = stateOf(element);
    states.set(element, {...after, text: before ? before.text : null});
    if (!before) return;
    const at = now() - began;
    const wasDim = moves.has(element) && moves.get(element).dim !== null ? moves.get(element).dim : before.dim;
    if (wasDim ? after.bright : after.dim) {
      const known = record(element);
      known.toggled.push(at);
      known.dim = after.dim;
      return;
    }
    const moved = after.seen && before.seen && !after.dim
      && (after.box.some((value, index) => Math.abs(value - before.box[index]) >= 2) || after.address !== before.address);
    if (!moved) return;
    const known = record(element);
    known.moved.push(at);
    known.swapped = known.swapped || after.address !== before.address;
    for (const box of [before.box, after.box]) {
      known.low = known.low ? known.low.map((value, index) => Math.min(value, box[index])) : [...box];
      known.high = known.high ? known.high.map((value, index) => Math.max(value, box[index])) : [...box];
    }
  };
  const lookAtMessages = (first) => {
    let count = 0;
    for (const element of document.querySelectorAll(MESSAGES)) {
      if (++count > 40) break;
      const {width, height} = element.getBoundingClientRect();
      const text = textOf(element);
      const shown = width > 20 && height > 8 && text.length > 3 && isSeen(element) && Number(getComputedStyle(element).opacity) > 0.2;
      if (shown && !isLoading(element)) {
        const known = messages.get(element) || {...ac.place(element), text: text.slice(0, 120), from: first ? 0 : now() - began,
          role: element.getAttribute('role') || element.getAttribute('aria-live') || '', appeared: !first};
        messages.set(element, {...known, until: now() - began, gone: false});
      }
    }
    for (const [element, known] of messages) {
      if (known.until < now() - began - 200) known.gone = !element.isConnected || !isSeen(element) || Number(getComputedStyle(element).opacity) <= 0.2 || !textOf(element);
    }
  };
  const small = document.createElement('canvas');
  small.width = 16;
  small.height = 9;
  const paper = small.getContext('2d', {willReadFrequently: true});
  const LINEAR = Array.from({length: 256}, (_, value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  const luminance = (red, green, blue) => 0.2126 * LINEAR[red] + 0.7152 * LINEAR[green] + 0.0722 * LINEAR[blue];
  const cells = (element) => {
    try {
      paper.clearRect(0, 0, 16, 9);
      paper.drawImage(element, 0, 0, 16, 9);
      const {data} = paper.getImageData(0, 0, 16, 9);
      return Array.from({length: 144}, (_, index) => luminance(data[4 * index], data[4 * index + 1], data[4 * index + 2]));
    } catch {
      return null; // From another origin: it may not be read.
    }
  };
  const lookAtCanvases = () => {
    for (const canvas of canvases()) {
      const drawn = cells(canvas);
      if (!drawn) continue;
      const key = drawn.map((value) => Math.round(value * 50)).join();
      const known = pictures.get(canvas) || {last: key, times: []};
      if (known.last !== key) known.times.push(now() - began);
      pictures.set(canvas, {last: key, times: known.times});
    }
  };
  // The luminance that an element gives its box; null where a picture or what lies behind decides.
  const colourOf = (element) => {
    let shown = null;
    let opacity = 1;
    const rgba = (style) => (style.backgroundColor.match(/[\d.]+/g) || []).map(Number);
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.backgroundImage !== 'none') return null;
      const [red, green, blue, alpha = 1] = rgba(style);
      opacity *= style.visibility === 'hidden' ? 0 : Number(style.opacity);
      if (red === undefined || alpha === 0) continue;
      if (alpha < 1) return null;
      const own = luminance(red, green, blue);
      shown = shown === null ? [own, opacity] : [shown[0] * shown[1] + own * (1 - shown[1]), 1];
      if (shown[1] === 1) return shown[0];
      opacity = 1;
    }
    return shown ? shown[0] * shown[1] + (1 - shown[1]) : null;
  };
  // The most changes to lighter and back to darker within a second.
  const changesIn = (series) => {
    const times = [];
    let extreme = null;
    let rising = null;
    for (const [at, value] of series) {
      if (extreme === null) extreme = value;
      const goes = value > extreme;
      const enough = Math.abs(value - extreme) >= 0.1 && Math.min(value, extreme) < 0.8;
      if (rising === null || goes !== rising) {
        if (enough) {
          times.push(at);
          rising = goes;
          extreme = value;
        }
      } else {
        extreme = value;
      }
    }
    let most = 0;
    for (let first = 0, last = 0; last < times.length; last++) {
      while (times[last] - times[first] > 1000) first++;
      most = Math.max(most, last - first + 1);
    }
    return most;
  };
  const area = (element) => {
    const {left, top, right, bottom} = element.getBoundingClientRect();
    return Math.max(0, Math.min(right, innerWidth) - Math.max(left, 0)) * Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0));
  };
  const sampleFlashes = () => {
    const quick = [...running].filter(([, one]) => one.duration < 700 && !one.pseudo
      && ['opacity', 'backgroundColor', 'visibility', 'background', 'filter'].some((name) => one.names.has(name))).map(([element]) => element);
    const busy = [...hot].filter(([, one]) => one.count >= 6).map(([element]) => element);
    const plain = [...new Set([...quick, ...busy])].filter((one) => area(one) >= LARGE).slice(0, 5);
    const drawn = [...canvases(), ...playing()].filter((one) => area(one) >= LARGE).slice(0, 3);
    if (!plain.length && !drawn.length) return;
    const until = now() + 1400;
    const series = new Map([...plain, ...drawn].map((one) => [one, []]));
    const frame = () => {
      const at = now();
      for (const one of plain) series.get(one).push([at, isSeen(one) || one === document.body ? colourOf(one) : undefined]);
      for (const one of drawn) series.get(one).push([at, cells(one)]);
      if (at < until) {
        requestAnimationFrame(frame);
        return;
      }
      for (const one of plain) {
        const values = series.get(one).filter(([, value]) => value !== undefined);
        const unknown = values.some(([, value]) => value === null);
        const {duration} = running.get(one) || {duration: null};
        flashes.set(one, {kind: quick.includes(one) ? 'css' : 'script', changes: unknown ? 0 : changesIn(values), unknown,
          duration: Number.isFinite(duration) ? Math.round(duration) : null, area: Math.round(area(one))});
      }
      for (const one of drawn) {
        const values = series.get(one).filter(([, value]) => value);
        const rows = Array.from({length: 144}, (_, index) => changesIn(values.map(([time, value]) => [time, value[index]])));
        const most = Math.max(0, ...rows);
        const share = rows.filter((count) => count >= 8).length / 144;
        flashes.set(one, {kind: one.localName, changes: most, unknown: !values.length, duration: null, area: Math.round(area(one) * share)});
      }
    };
    requestAnimationFrame(frame);
  };

  const start = () => {
    if (!document.body) return;
    began = now();
    remember(document.body);
    const body = document.body;
    states.set(body, {...stateOf(body), text: null});
    running = goingOn();
    observer = new MutationObserver(onRecords);
    const options = {childList: true, subtree: true, characterData: true, characterDataOldValue: true, attributes: true,
      attributeFilter: ['style', 'class', 'hidden', 'src', 'transform', 'open', 'bgcolor']};
    observer.observe(document.documentElement, options);
    for (const element of ac.elements()) if (element.shadowRoot) observer.observe(element.shadowRoot, options);
    lookAtMessages(true);
    document.addEventListener('scroll', (event) => {
      if (event.target !== document && event.target.nodeType === Node.ELEMENT_NODE && moves.size < 100) {
        const known = record(event.target);
        const at = now() - began;
        if (!known.moved.length || at - known.moved[known.moved.length - 1] > 100) known.moved.push(at);
        known.low = known.low || [0, 0, 0, 0];
        known.high = [event.target.scrollLeft, event.target.scrollTop, 0, 0].map((value, index) => Math.max(value, known.high ? known.high[index] : 0));
      }
    }, true);
    let ticks = 0;
    const tick = () => {
      ticks++;
      const animated = [...running.keys()].slice(0, 40);
      const restless = [...hot].filter(([, one]) => one.until > now()).map(([element]) => element);
      new Set([...animated, ...restless]).forEach(look);
      if (ticks % 2 === 0) lookAtMessages(false);
      if (ticks % 8 === 1 || ticks % 8 === 4) lookAtCanvases();
      if (ticks === 8) sampleFlashes();
    };
    clock = (timers ? timers.every : setInterval)(tick, 140);
  };
  // Whether it is worth going on: something moves, or a timer has not yet come to its end.
  const goesOn = () => {
    const more = hints();
    const elapsed = now() - began;
    const acted = texts.size || [...moves.values()].some((one) => one.moved.length || one.toggled.length) || messages.size;
    const ahead = more.waiting.some((wait) => elapsed + wait < 6300 && wait > 20);
    const periodic = more.periods.some((period) => elapsed < 2 * period + 300);
    const drawn = [...pictures.values()].some((one) => one.times.length) || more.canvases && elapsed < 1500;
    const busy = elapsed < 2800 && [...hot.values()].some((one) => one.count >= 4);
    return Boolean(more.animations || acted || busy || ahead || periodic || drawn || more.smil || more.videos && elapsed < 2800
      || more.frames && elapsed < 1000);
  };
  const end = () => {
    if (!observer) return null;
    observer.disconnect();
    lookAtCanvases();
    (timers ? timers.clear : clearInterval)(clock);
    const watched = now() - began;
    const inside = (element, others) => others.some((other) => other !== element && other.contains(element));
    const changed = [...texts].filter(([element]) => isSeen(element) || element.isConnected);
    const deepest = changed.filter(([element]) => !changed.some(([other]) => other !== element && element.contains(other)));
    const entry = (element, more) => ({...ac.place(element), text: textOf(element).slice(0, 160), loading: isLoading(element),
      role: element.getAttribute('role') || '', box: ac.box(element).map(Math.round),
      words: classes(element).slice(0, 100), ...more, ...about(element)});
    const found = {watched, texts: [], moves: [], blinks: [], messages: [], flashes: [], controls: []};
    for (const [element, one] of deepest.slice(0, 30)) {
      const samples = one.texts.length > 24 ? [...one.texts.slice(0, 12), ...one.texts.slice(-12)] : one.texts;
      found.texts.push(entry(element, {times: one.times.slice(0, 100), count: one.times.length, last: one.times[one.times.length - 1],
        samples: samples.map((text) => text.slice(0, 80)), timer: Boolean(element.closest('[role=timer],time'))}));
    }
    // Siblings that move or come and go by turns are one thing: a carousel.
    const active = [...moves].filter(([element, one]) => element.isConnected && (one.moved.length || one.toggled.length));
    const byParent = new Map();
    for (const [element, one] of active) {
      const group = byParent.get(element.parentElement) || [];
      group.push([element, one]);
      byParent.set(element.parentElement, group);
    }
    const things = [];
    for (const [parent, group] of byParent) {
      if (group.length > 1 && parent && parent !== document.body) {
        const toggled = group.flatMap(([, one]) => one.toggled).sort((one, other) => one - other);
        const inPhase = group[0][1].toggled.length > 2 && group.every(([, one]) => one.toggled.length > 2
          && Math.abs(one.toggled[0] - group[0][1].toggled[0]) < 60);
        if (!inPhase) {
          const moved = [...group.flatMap(([, one]) => one.moved), ...toggled].sort((one, other) => one - other);
          const steps = moved.filter((time, index) => !index || time - moved[index - 1] > 100);
          const travel = Math.max(0, ...group.map(([, one]) => (one.low ? Math.max(...one.high.map((value, index) => value - one.low[index])) : 0)));
          things.push([parent, {moved: steps, toggled: [], travel: toggled.length ? Math.max(travel, 100) : travel, kind: 'group', animated: group.some(([one]) => running.has(one))}]);
          continue;
        }
      }
      for (const [element, one] of group) {
        const far = one.low ? Math.max(...one.high.map((value, index) => value - one.low[index])) : 0;
        const travel = one.swapped ? Math.max(far, 100) : far; // Another picture in the same place.
        things.push([element, {...one, travel, kind: 'element', animated: running.has(element)}]);
      }
    }
    const roots = things.map(([element]) => element);
    for (const [element, one] of things.slice(0, 60)) {
      if (inside(element, roots)) continue;
      const endless = running.has(element) ? running.get(element).left > 5000 : null;
      if (one.toggled.length >= 4 && isLoading(element) === false) {
        found.blinks.push(entry(element, {count: one.toggled.length, last: one.toggled[one.toggled.length - 1], by: running.has(element) ? 'css' : 'script', endless,
          picture: Boolean(element.querySelector('img,svg') || /^(?:IMG|svg)$/i.test(element.nodeName))}));
      } else if (one.moved.length) {
        found.moves.push(entry(element, {count: one.moved.length, last: one.moved[one.moved.length - 1], travel: Math.round(one.travel), kind: one.kind,
          animated: one.animated, endless, picture: Boolean(element.querySelector('img,svg,picture') || /^(?:IMG|svg)$/i.test(element.nodeName))}));
      }
    }
    for (const [canvas, one] of pictures) {
      if (one.times.length > 1) {
        found.moves.push(entry(canvas, {count: one.times.length, last: one.times[one.times.length - 1], travel: 0, kind: 'canvas', animated: false, endless: null, picture: true}));
      }
    }
    const drawings = [...new Set(smil().map((one) => one.closest('svg')).filter((one) => one && isSeen(one) && !isLoading(one)))];
    for (const drawing of drawings.slice(0, 5)) {
      found.moves.push(entry(drawing, {count: 99, last: watched, travel: 0, kind: 'svg', animated: true, endless: true, picture: true}));
    }
    found.messages = [...messages.values()].slice(0, 40);
    for (const [element, one] of flashes) found.flashes.push({...ac.place(element), ...one});
    if (found.texts.length || found.moves.length || found.blinks.length) found.controls = controls();
    return found;
  };
  const controls = () => [...document.querySelectorAll(CONTROLS)].slice(0, 300).map(described).filter((one) => one.name).slice(0, 150);

  window[KEY] = {start, goesOn, end};
  if (!document.body) return null;
  const more = hints();
  const found = images();
  return {hints: more, images: found, controls: found.length ? controls() : [], top: window === top};
}
