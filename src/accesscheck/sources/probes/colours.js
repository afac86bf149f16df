// Colours of what axe-core does not look at, from computed style alone: contrasts, or null where they are not certain.
async ([known, most]) => {
  const ac = window[Symbol.for('accesscheck')];
  const colour = (text) => {
    const part = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)(?:(?:,| \/) ([\d.]+))?\)$/.exec(text);
    return part ? [+part[1], +part[2], +part[3], part[4] === undefined ? 1 : +part[4]] : null;
  };
  const over = (top, below) => [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3]));
  const linear = (channel) => (channel <= 10.31475 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const ratio = (one, other) => {
    const [darker, lighter] = [light(one), light(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const rounded = (value) => (value === null ? null : Math.round(value * 100) / 100);
  const above = (element) => element.assignedSlot || element.parentElement || element.getRootNode().host || null;
  const styles = new Map();
  const styleOf = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const drawsPseudo = (element) => ['::before', '::after'].some((pseudo) => {
    const {content, position} = getComputedStyle(element, pseudo);
    return content !== 'none' && content !== 'normal' && position === 'absolute';
  });

  // The plain colour behind an element; null if something else may lie there.
  const grounds = new Map();
  const ground = (element) => {
    if (!element) return window === top ? [255, 255, 255] : null;
    if (grounds.has(element)) return grounds.get(element);
    const style = styleOf(element);
    const own = colour(style.backgroundColor);
    let found = null;
    const plain = own && style.backgroundImage === 'none' && style.opacity === '1' && style.mixBlendMode === 'normal'
      && style.filter === 'none' && !(element.parentElement === null && /dark/.test(style.colorScheme));
    if (plain && own[3] === 1) {
      found = own.slice(0, 3);
    } else if (plain && !['absolute', 'fixed', 'sticky'].includes(style.position) && style.transform === 'none'
      && !/-\d/.test(`${style.marginTop} ${style.marginLeft}`)) {
      const behind = ground(above(element));
      found = behind && over(own, behind);
    }
    if (found && style.position !== 'static' && drawsPseudo(element)) found = null;
    grounds.set(element, found);
    return found;
  };
  // Opacity and the like also change what is drawn on an opaque ground, further up.
  const faded = (element) => {
    for (let one = element, steps = 0; one && steps < 60; one = above(one), steps++) {
      const style = styleOf(one);
      if (style.opacity !== '1' || style.filter !== 'none' || style.mixBlendMode !== 'normal') return true;
    }
    return false;
  };
  // In the window, what lies over an element or between it and its ancestors can be asked for.
  const isCovered = (element) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
    const root = element.getRootNode();
    const stack = root.elementsFromPoint ? root.elementsFromPoint(x, y) : [];
    if (!stack.length) return true;
    return stack.slice(0, 12).some((one) => !one.contains(element) && !element.contains(one) && !one.shadowRoot
      && (styleOf(one).backgroundImage !== 'none' || /^(img|video|canvas|iframe)$/.test(one.localName)
        || (colour(styleOf(one).backgroundColor)?.[3] ?? 1) > 0));
  };
  const hasWords = (text) => /[\p{L}\p{N}]/u.test(text);
  const isDisabled = (element) => element.matches(':disabled, [aria-disabled=true], [aria-disabled=true] *, fieldset[disabled] *');
  const everything = (css) => {
    const found = [...document.querySelectorAll(css)];
    return found.slice(0, 1500);
  };

  const FIELDS = ['text', 'search', 'email', 'tel', 'url', 'number', 'password', 'date', 'datetime-local', 'month', 'week', 'time'];
  const textFields = everything('input, textarea').filter((element) => (element.localName === 'textarea' || FIELDS.includes(element.type))
    && ac.isShown(element) && !isDisabled(element)).slice(0, most);

  const placeholder = (element) => {
    if (!element.placeholder || !hasWords(element.placeholder) || element.readOnly || !element.matches(':placeholder-shown')) return null;
    const style = getComputedStyle(element, '::placeholder');
    const its = colour(style.webkitTextFillColor) || colour(style.color);
    if (!its) return null;
    its[3] *= parseFloat(style.opacity);
    if (its[3] < 0.05) return null;
    const behind = faded(element) ? null : ground(element);
    if (!behind || isCovered(element)) return null;
    return {...ac.place(element), text: element.placeholder.slice(0, 60), size: parseFloat(style.fontSize),
      weight: parseInt(style.fontWeight, 10) || 400, ratio: rounded(ratio(over(its, behind), behind))};
  };

  const SIDES = ['Top', 'Right', 'Bottom', 'Left'];
  // The strongest line or fill that sets a box off from what is around it; null if that is not certain.
  const edge = (element) => {
    const style = styleOf(element);
    const outside = ground(above(element));
    const inside = ground(element);
    if (!outside || !inside || drawsPseudo(element) || style.borderImageSource !== 'none') return null;
    const found = [ratio(inside, outside)];
    for (const side of SIDES) {
      const its = colour(style[`border${side}Color`]);
      if (['none', 'hidden'].includes(style[`border${side}Style`]) || parseFloat(style[`border${side}Width`]) < 0.5) continue;
      if (!its) return null;
      const line = over(its, inside);
      found.push(ratio(line, outside), ratio(line, inside));
    }
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) {
      const its = colour(style.outlineColor);
      if (!its) return null;
      found.push(ratio(over(its, outside), outside));
    }
    if (style.boxShadow !== 'none') {
      const shades = style.boxShadow.match(/rgba?\([^)]*\)/g);
      if (!shades) return null;
      for (const shade of shades) found.push(ratio(over(colour(shade), outside), outside));
    }
    return Math.max(...found);
  };
  const field = (element) => {
    const box = element.getBoundingClientRect();
    const style = styleOf(element);
    if (box.width < 20 || box.height < 10 || faded(element) || isCovered(element)) return null;
    const isDefault = style.borderTopStyle === 'inset' && style.borderTopColor === 'rgb(118, 118, 118)';
    let best = isDefault ? 21 : edge(element);
    // A box around it may show where it is: the line is often on a wrapper, or on something laid over it.
    let around = above(element);
    for (let steps = 0; best !== null && around && steps < 4; steps++, around = above(around)) {
      const its = around.getBoundingClientRect();
      if (its.height > box.height + 48 || its.width > box.width * 1.5 + 120) break;
      if ([...around.children].slice(0, 12).some((child) => child !== element && !child.contains(element)
        && styleOf(child).position === 'absolute')) return null;
      const other = edge(around);
      best = other === null ? null : Math.max(best, other);
    }
    return best === null ? null : {...ac.place(element), ratio: rounded(Math.min(best, 21))};
  };

  const isClipped = (element) => {
    for (let one = element, steps = 0; one && steps < 4; one = above(one), steps++) {
      const box = one.getBoundingClientRect();
      const style = styleOf(one);
      if (style.overflow !== 'visible' && (box.width <= 2 || box.height <= 2) || box.right < 0 || box.bottom + scrollY < 0
        || style.clip !== 'auto' && style.position === 'absolute' || /inset\((50|100)%/.test(style.clipPath)
        || parseFloat(style.textIndent) < -90 || parseFloat(style.fontSize) < 1) return true;
    }
    return false;
  };
  const showsText = (control) => {
    if (control.localName === 'input') return true;
    const walker = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
    for (let steps = 0; steps < 50 && walker.nextNode(); steps++) {
      const around = walker.currentNode.parentElement;
      if (hasWords(walker.currentNode.data) && !around.closest('svg title, svg desc, style, script')
        && ac.isShown(around) && !isClipped(around)) return true;
    }
    return false;
  };
  const SHAPES = 'path, circle, ellipse, rect, line, polygon, polyline';
  const paints = (svg) => {
    const shapes = [...svg.querySelectorAll(SHAPES)].filter((shape) => !shape.closest('defs, clipPath, mask, symbol, pattern, marker')).slice(0, 60);
    let certain = !svg.querySelector('use, image, text, foreignObject, animate, animateTransform, filter, mask');
    const found = [];
    for (const shape of shapes) {
      const style = styleOf(shape);
      if (style.display === 'none' || style.visibility === 'hidden') continue;
      for (const [paint, opacity] of [['fill', style.fillOpacity], ['stroke', style.strokeOpacity]]) {
        if (style[paint] === 'none' || paint === 'stroke' && parseFloat(style.strokeWidth) === 0) continue;
        const its = colour(style[paint]);
        if (!its) { certain = false; continue; }
        its[3] *= parseFloat(opacity) * parseFloat(style.opacity);
        if (its[3] > 0.05) found.push(its);
      }
    }
    return [found, certain];
  };
  const icon = (control) => {
    if (isDisabled(control) || showsText(control) || control.querySelector('img, picture, video, canvas')) return null;
    const svgs = [...control.querySelectorAll('svg')].filter((svg) => ac.isShown(svg));
    let [drawn, certain, at] = [[], true, null];
    if (svgs.length === 1) {
      at = svgs[0];
      [drawn, certain] = paints(at);
    } else if (!svgs.length) {
      const glyphs = [control, ...control.querySelectorAll('*')].slice(0, 12).flatMap((one) => ['::before', '::after'].map((pseudo) => {
        const style = getComputedStyle(one, pseudo);
        const sign = /^"(.{1,2})"$/u.exec(style.content);
        return sign && /^[\p{Co}\p{So}\p{Sm}\p{Po}]+$/u.test(sign[1]) && style.display !== 'none' ? [one, style] : null;
      })).filter(Boolean);
      if (glyphs.length === 1) {
        at = glyphs[0][0];
        const its = colour(glyphs[0][1].webkitTextFillColor);
        if (its && colour(glyphs[0][1].backgroundColor)?.[3] === 0 && glyphs[0][1].opacity === '1') drawn = [its];
      }
    }
    if (!drawn.length) return null;
    const box = at.getBoundingClientRect();
    const behind = faded(at) ? null : ground(at);
    if (!behind || box.width < 6 || box.height < 6 || isCovered(at)) return null;
    const colours = [...new Set(drawn.map((one) => over(one, behind).map(Math.round).join()))].map((one) => one.split(',').map(Number));
    if (colours.length > 8) return null;
    const all = [behind, ...colours];
    const best = Math.max(...all.flatMap((one, at) => all.slice(at + 1).map((other) => ratio(one, other))));
    const wide = box.width / box.height;
    return {...ac.place(control), inside: ac.startTag(at), ratio: rounded(best), certain, wide: rounded(wide)};
  };

  // Links in running text, and what sets them off from it.
  const isWithin = known.map((selector) => { try { return ac.find(selector); } catch { return null; } });
  const reported = new Set(isWithin.filter(Boolean));
  const blocks = new Map();
  const isInline = (element) => styleOf(element).display === 'inline';
  const plainText = (block) => {
    if (!blocks.has(block)) {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let [words, longest, holder] = [0, 0, null];
      for (let steps = 0; words < 30 && steps < 60 && walker.nextNode(); steps++) {
        const text = walker.currentNode;
        const around = text.parentElement;
        const found = text.data.match(/\p{L}{2,}/gu);
        if (!found || around.closest('a, button, select, [role=button], [role=link], script, style, textarea')) continue;
        let up = around;
        while (up !== block && isInline(up)) up = up.parentElement;
        if (up !== block || !ac.isShown(around) || isClipped(around)) continue;
        words += found.length;
        if (text.data.length > longest) [longest, holder] = [text.data.length, around];
      }
      blocks.set(block, [words, holder]);
    }
    return blocks.get(block);
  };
  const differs = (link, inner, block, holder) => {
    for (let one = inner; one && one !== block; one = one.parentElement) {
      const style = styleOf(one);
      if (style.textDecorationLine !== 'none' || style.backgroundImage !== 'none' || style.boxShadow !== 'none') return true;
      if (SIDES.some((side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0)) return true;
      const own = colour(style.backgroundColor);
      if (!own || own[3] > 0) return true;
      if (['::before', '::after'].some((pseudo) => !['none', 'normal'].includes(getComputedStyle(one, pseudo).content))) return true;
      if (one === link) break;
    }
    const [its, other] = [styleOf(inner), styleOf(holder)];
    return Math.abs(parseInt(its.fontWeight, 10) - parseInt(other.fontWeight, 10)) >= 200 || its.fontStyle !== other.fontStyle
      || Math.abs(parseFloat(its.fontSize) / parseFloat(other.fontSize) - 1) > 0.15 || its.fontFamily !== other.fontFamily
      || its.textTransform !== other.textTransform || its.fontVariantCaps !== other.fontVariantCaps
      || its.textShadow !== other.textShadow || its.verticalAlign !== other.verticalAlign;
  };
  // Style rules that change more than the colour of what the mouse is over; null if some style sheet cannot be read.
  let hovers;
  const CUES = /text-decoration|border|background|outline|font-weight|box-shadow/;
  const hoverRules = () => {
    if (hovers !== undefined) return hovers;
    hovers = [];
    let steps = 0;
    const read = (rules) => {
      for (const rule of rules) {
        if (steps++ > 20000) return;
        if (rule.selectorText?.includes(':hover') && [...rule.style].some((name) => CUES.test(name))) hovers.push(rule.selectorText);
        if (rule.cssRules?.length) read(rule.cssRules);
        if (rule.styleSheet) read(rule.styleSheet.cssRules);
      }
    };
    try {
      for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) read(sheet.cssRules);
    } catch {
      hovers = null; // A style sheet of another site.
    }
    return hovers;
  };
  const answersMouse = (element) => {
    const rules = hoverRules();
    if (rules === null || ac.listens(element).some((type) => type.startsWith('mouse') || type.startsWith('pointer'))) return null;
    return rules.some((selectors) => {
      try {
        return [element, ...element.querySelectorAll('*')].slice(0, 5)
          .some((one) => one.matches(selectors.replace(/:hover/g, ':where(*)').replace(/::?(before|after)\b/g, '')));
      } catch {
        return true; // Written in a way that we do not read.
      }
    });
  };
  const link = (element) => {
    if (reported.has(element) || !isInline(element) || !hasWords(element.textContent) || !ac.isShown(element)
      || element.firstElementChild && element.querySelector('img, svg, picture, video, canvas, input')
      || element.closest('nav, [role=navigation], [role=menu], button')) return null;
    let block = element.parentElement;
    while (block && isInline(block)) block = block.parentElement;
    if (!block) return null;
    const [words, holder] = plainText(block);
    if (words < 2 || !holder) return null;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (hasWords(walker.currentNode.data)) break;
    const inner = walker.currentNode.parentElement;
    if (differs(element, inner, block, holder)) return {marked: true};
    if (isClipped(element)) return null;
    const [its, other] = [colour(styleOf(inner).webkitTextFillColor), colour(styleOf(holder).webkitTextFillColor)];
    if (!its || !other || its[3] < 1 || other[3] < 1) return null;
    const same = [0, 1, 2].every((at) => Math.abs(its[at] - other[at]) <= 2);
    return {...ac.place(element), text: element.textContent.replace(/\s+/g, ' ').trim().slice(0, 60), marked: false,
      ratio: rounded(ratio(its, other)), same, answers: same ? null : answersMouse(element)};
  };

  const collect = (elements, measure) => {
    const found = [];
    for (const element of elements) {
      if (found.length >= most) break;
      const entry = measure(element);
      if (entry) found.push(entry);
    }
    return found;
  };
  return {
    placeholders: collect(textFields, placeholder),
    fields: collect(textFields, field),
    icons: collect(everything('button, a[href], [role=button], [role=link], summary').slice(0, 600).filter((element) => ac.isShown(element)), icon),
    links: collect(everything('a[href]').slice(0, 600), link),
  };
}
