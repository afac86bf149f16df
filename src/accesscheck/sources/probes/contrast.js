// The text of some elements, to be photographed with its letters painted black and then white.
// One object is left at window[key] while the pictures are taken; `restore` takes it and its style sheets away.
async ([wanted, limit]) => {
  const ac = window[Symbol.for('accesscheck')];
  const key = Symbol.for('accesscheck-contrast');
  const within = (promise, milliseconds) => Promise.race([promise, new Promise((done) => setTimeout(done, milliseconds))]);
  await within(document.fonts.ready, 1500);

  const number = (text) => (text.endsWith('%') ? parseFloat(text) / 100 : parseFloat(text));
  const brush = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  // [red, green, blue, alpha]; null for what is no colour, such as the address of a gradient.
  const colour = (text) => {
    const plain = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)(?:(?:,| \/) ([\d.]+%?))?\)$/.exec(text);
    if (plain) return [+plain[1], +plain[2], +plain[3], plain[4] === undefined ? 1 : number(plain[4])];
    if (!brush || !CSS.supports('color', text)) return null;
    brush.canvas.width = brush.canvas.height = 1;
    brush.fillStyle = text;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const above = (element) => element.assignedSlot || element.parentElement
    || (element.getRootNode().host ?? element.ownerDocument.defaultView.frameElement ?? null);
  const chain = (element) => {
    const found = [];
    for (let current = element; current && found.length < 200; current = above(current)) found.push(current);
    return found;
  };
  const styleOf = (element, pseudo) => element.ownerDocument.defaultView.getComputedStyle(element, pseudo);

  // How far the boxes of a document are from those of the top document, in CSS pixels.
  const offset = (element) => {
    let [left, top] = [scrollX, scrollY];
    for (let frame = element.ownerDocument.defaultView.frameElement; frame; frame = frame.ownerDocument.defaultView.frameElement) {
      const box = frame.getBoundingClientRect();
      const style = styleOf(frame);
      left += box.left + frame.clientLeft + parseFloat(style.paddingLeft);
      top += box.top + frame.clientTop + parseFloat(style.paddingTop);
    }
    return [left, top];
  };
  const own = (element) => [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
  const boxesOf = (element) => {
    if (element.matches('input, select, textarea')) return [element.getBoundingClientRect()];
    let texts = own(element);
    if (!texts.length) {
      const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (texts.length < 20 && walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    }
    const range = element.ownerDocument.createRange();
    return texts.slice(0, 20).flatMap((text) => {
      range.selectNodeContents(text);
      return [...range.getClientRects()];
    }).filter((box) => box.width >= 1 && box.height >= 1).slice(0, 24);
  };
  const written = (element) => {
    if (element.matches('select')) return element.selectedOptions[0]?.text ?? '';
    if (element.matches('input, textarea')) return element.value;
    return (own(element).map((node) => node.data).join(' ') || element.textContent).replace(/\s+/g, ' ').trim();
  };

  const remembered = (make) => {
    const known = new Map();
    return (one) => {
      if (!known.has(one)) known.set(one, make(one));
      return known.get(one);
    };
  };
  // Many texts have the same elements around them.
  const urls = remembered((element) => [null, '::before', '::after'].flatMap((pseudo) => {
    const style = styleOf(element, pseudo);
    if (pseudo && (style.content === 'none' || style.content === 'normal')) return [];
    return [...style.backgroundImage.matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g)].map((match) => match[1]);
  }));
  const mediaOf = remembered((root) => [...root.querySelectorAll('video, img')].slice(0, 500));
  const childrenOf = remembered((element) => [...element.children].slice(0, 40));
  const loads = new Map();
  const isLoaded = (address) => {
    if (!loads.has(address)) {
      loads.set(address, loads.size >= 30 ? Promise.resolve(false) : within(new Promise((done) => {
        const image = new Image();
        image.onload = () => done(true);
        image.onerror = () => done(false);
        image.src = address;
      }), 1000));
    }
    return loads.get(address);
  };
  const meets = (box, [left, top, right, bottom]) => box.left < right && box.right > left && box.top < bottom && box.bottom > top;

  // Why a picture of the page would not show what a visitor sees behind the text; '' if it does.
  const doubt = async (element, line, boxes) => {
    const around = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top)),
      Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
    const root = element.ownerDocument;
    for (const media of mediaOf(root)) {
      if (!meets(media.getBoundingClientRect(), around) || !media.checkVisibility({opacityProperty: true})) continue;
      if (media.localName === 'video') return 'video';
      if (!media.complete || !media.naturalWidth) return 'image-missing';
    }
    const near = new Set(line.filter((one) => one.ownerDocument === root));
    for (const one of [...near]) {
      for (const child of childrenOf(one)) if (meets(child.getBoundingClientRect(), around)) near.add(child);
    }
    for (const address of new Set([...near].slice(0, 300).flatMap(urls))) {
      if (await isLoaded(address) !== true) return 'image-missing';
    }
    const moving = root.getAnimations().some((animation) => animation.playState === 'running'
      && animation.effect?.target && line.includes(animation.effect.target));
    return moving ? 'moving' : '';
  };

  // Pages fade things in; what ends soon is waited for.
  const endless = (animation) => animation.effect?.getComputedTiming().endTime === Infinity;
  const soon = document.getAnimations().filter((one) => one.playState === 'running' && !endless(one));
  if (soon.length) await within(Promise.allSettled(soon.slice(0, 200).map((one) => one.finished)), 1000);

  const entries = [];
  for (const [selector, html, pictured] of wanted) {
    let element = null;
    try {
      element = ac.find(selector);
    } catch {
      element = null; // axe-core's selector goes where ours cannot.
    }
    if (!element || entries.length >= limit) continue;
    const style = styleOf(element);
    const entry = {
      selector, html,
      text: written(element).slice(0, 80),
      size: Math.round(parseFloat(style.fontSize) * 100) / 100,
      weight: parseInt(style.fontWeight, 10) || 400,
    };
    entries.push(entry);
    if (!pictured) continue;
    const line = chain(element);
    const boxes = boxesOf(element);
    if (!boxes.length) { entry.doubt = 'no-box'; continue; }
    const isSvg = element.namespaceURI === 'http://www.w3.org/2000/svg';
    const fill = colour(isSvg ? style.fill : style.webkitTextFillColor);
    if (!fill) { entry.doubt = 'paint'; continue; }
    let opacity = 1;
    let painted = false;
    let blended = isSvg && !['1', ''].includes(style.fillOpacity);
    let clipped = false;
    for (const one of line) {
      const its = styleOf(one);
      clipped ||= its.webkitBackgroundClip === 'text' && its.backgroundImage !== 'none';
      painted ||= its.backgroundImage !== 'none' || !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(its.backgroundColor);
      const part = parseFloat(its.opacity);
      blended ||= part < 1 && painted || its.mixBlendMode !== 'normal' || its.maskImage !== 'none'
        || its.filter !== 'none' && !/^drop-shadow\([^)]*\)[^)]*\)$/.test(its.filter);
      opacity *= part;
    }
    if (parseFloat(style.webkitTextStrokeWidth) > 0 || isSvg && style.stroke !== 'none') blended = true;
    entry.colour = [fill[0], fill[1], fill[2], Math.round(fill[3] * opacity * 1000) / 1000];
    entry.opacity = Math.round(opacity * 1000) / 1000;
    entry.shadow = style.textShadow !== 'none';
    entry.clipped = clipped && fill[3] < 0.05;
    const [left, top] = offset(element);
    entry.boxes = boxes.map((box) => [box.left + left, box.top + top, box.width, box.height].map((side) => Math.round(side * 10) / 10));
    if (entry.colour[3] < 0.05 && !entry.clipped) entry.doubt = 'invisible';
    else if (blended) entry.doubt = 'blend';
    else {
      const doubtful = await doubt(element, line, boxes);
      if (doubtful) entry.doubt = doubtful;
    }
  }

  const roots = new Set([document]);
  for (const {selector, boxes} of entries) {
    if (boxes) for (const one of chain(ac.find(selector))) roots.add(one.getRootNode());
  }
  const paused = [];
  const sheets = [];
  const add = (css) => [...roots].flatMap((root) => {
    const view = (root.ownerDocument || root).defaultView;
    if (!view) return [];
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
    return [[root, sheet]];
  });
  const remove = (added) => {
    for (const [root, sheet] of added.splice(0)) root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((one) => one !== sheet);
  };
  let still = [];
  window[key] = {
    paint: (to) => {
      if (!still.length) {
        for (const root of roots) {
          for (const animation of (root.getAnimations?.() ?? []).filter((one) => one.playState === 'running' && endless(one)).slice(0, 500)) {
            paused.push([animation, animation.currentTime]);
            animation.pause();
            animation.currentTime = 0;
          }
        }
        still = add('*, ::before, ::after { transition: none !important; caret-color: transparent !important; }');
      }
      remove(sheets);
      if (to) {
        sheets.push(...add(`*, ::before, ::after { -webkit-text-fill-color: ${to} !important; }`
          + ` svg text, svg text * { fill: ${to} !important; fill-opacity: 1 !important; }`));
      }
      // Applied before the next picture, and while there are no transitions.
      return document.documentElement.offsetHeight;
    },
    restore: () => {
      remove(sheets);
      document.documentElement.offsetHeight; // So that nothing has a transition back to its own colour.
      remove(still);
      for (const [animation, time] of paused.splice(0)) {
        animation.currentTime = time;
        animation.play();
      }
      delete window[key];
    },
  };
  return {
    entries,
    width: Math.max(document.documentElement.scrollWidth, innerWidth),
    height: Math.max(document.documentElement.scrollHeight, document.body?.scrollHeight ?? 0, innerHeight),
    seen: [scrollX, scrollY, innerWidth, innerHeight],
  };
}
