// Where people press: how large each place is, how far from the next, and what kind of thing it is.
() => {
  const MOST = 1500;
  const round = (number) => Math.round(number * 10) / 10;
  const PRESSED = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, label, [role=button], [role=link],'
    + '[role=checkbox], [role=radio], [role=switch], [role=tab], [role=menuitem], [role=menuitemcheckbox], [role=menuitemradio],'
    + '[role=option], [role=combobox], [role=slider], [role=spinbutton], [role=textbox], [role=treeitem], [onclick],'
    + '[tabindex]:not([tabindex^="-"])';
  const CLICKS = ['click', 'mousedown', 'pointerdown', 'touchstart', 'mouseup', 'pointerup'];
  const targets = [];
  let capped = false;
  const take = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) take(element.shadowRoot);
      const matches = element.matches(PRESSED);
      if (!matches && (getComputedStyle(element).cursor !== 'pointer'
        || !ac.listens(element).some((type) => CLICKS.includes(type)))) continue;
      if (targets.length >= MOST) { capped = true; return; }
      if (element === document.body || element.disabled || !ac.isShown(element)) continue;
      if (element.localName === 'label' && !element.control) continue;
      if (element.localName === 'area') continue;
      let box = element.getBoundingClientRect();
      // A link is pressed on what it shows, an image that is higher than its line as well.
      if (element.localName === 'a' && element.childElementCount) {
        for (const child of element.querySelectorAll('img, svg, div, span, p')) {
          const other = child.getBoundingClientRect();
          if (!other.width || !other.height) continue;
          box = {left: Math.min(box.left, other.left), top: Math.min(box.top, other.top), right: Math.max(box.right, other.right),
            bottom: Math.max(box.bottom, other.bottom)};
        }
      }
      const [width, height] = [box.right - box.left, box.bottom - box.top];
      if (width < 2 || height < 2 || box.right + scrollX <= 0 || box.bottom + scrollY <= 0) continue;
      targets.push({element, left: box.left, top: box.top, right: box.right, bottom: box.bottom, width, height, matches});
    }
  };
  take(document);
  // A field and its label are one place: pressing either does the same.
  const fields = new Map(targets.map((one) => [one.element, one]));
  for (const label of targets.filter((one) => one.element.localName === 'label')) {
    const field = fields.get(label.element.control);
    if (field && /^(checkbox|radio)$/.test(field.element.type)) {
      field.labelled = true;
      const inside = label.element.contains(field.element);
      field.reach = inside ? label : {left: Math.min(field.left, label.left), top: Math.min(field.top, label.top),
        right: Math.max(field.right, label.right), bottom: Math.max(field.bottom, label.bottom)};
    }
  }
  const list = targets.filter((one) => one.element.localName !== 'label');
  const bands = new Map();
  const BAND = 64;
  for (const one of list) {
    for (let band = Math.floor((one.top - 24) / BAND); band <= Math.floor((one.bottom + 24) / BAND); band++) {
      if (!bands.has(band)) bands.set(band, []);
      bands.get(band).push(one);
    }
  }
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== 'inline') return false;
    let block = element.parentElement;
    while (block && getComputedStyle(block).display === 'inline') block = block.parentElement;
    if (!block) return false;
    let letters = 0;
    let looked = 0;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && looked++ < 60 && letters < 3; node = walker.nextNode()) {
      if (!node.parentElement.closest('a, button, script, style')) letters += (node.data.match(/[\p{L}\p{N}]/gu) || []).length;
    }
    return letters >= 3;
  };
  // A circle of 24 pixels around the middle may touch no other place, nor the circle of another small one.
  const crowded = (one) => {
    const x = (one.left + one.right) / 2;
    const y = (one.top + one.bottom) / 2;
    for (const other of bands.get(Math.floor(y / BAND)) || []) {
      if (other === one || other.element.contains(one.element) || one.element.contains(other.element)) continue;
      if (other.element.href && other.element.href === one.element.href) continue;
      const dx = Math.max(other.left - x, 0, x - other.right);
      const dy = Math.max(other.top - y, 0, y - other.bottom);
      if (dx * dx + dy * dy < 144 - 0.5) return true;
      if (other.width < 24 || other.height < 24) {
        const cx = (other.left + other.right) / 2 - x;
        const cy = (other.top + other.bottom) / 2 - y;
        if (cx * cx + cy * cy < 576 - 1) return true;
      }
    }
    return false;
  };
  const isOneOfARow = (element) => {
    const parent = element.parentElement;
    if (!parent) return false;
    const others = parent.localName === 'li' && parent.parentElement ? parent.parentElement.querySelectorAll('a') : parent.children;
    let short = 0;
    for (const other of others) if (other.matches('a, button') && other.textContent.trim().length <= 3) short++;
    return short >= 3;
  };
  const TICKS = /^(checkbox|radio)$/;
  const found = [];
  let small = 0;
  for (const one of list) {
    const {element} = one;
    const reach = one.reach || one;
    const width = reach.right - reach.left;
    const height = reach.bottom - reach.top;
    if (width >= 43.5 && height >= 43.5) continue;
    if (found.length >= 200) { capped = true; break; }
    const tiny = width < 23.5 || height < 23.5;
    if (tiny) small++;
    const tag = element.localName;
    const role = element.getAttribute('role') || '';
    const native = tag === 'input' || tag === 'select' || tag === 'button' || tag === 'textarea' || tag === 'summary';
    const focusable = element.tabIndex >= 0;
    const text = element.textContent.replace(/\s+/g, ' ').trim().slice(0, 60);
    const icon = !text && !native && element.firstElementChild !== null;
    const row = text.length > 0 && text.length <= 3 && isOneOfARow(element);
    // A link of a line of text is what most are: nothing is to be said of its size but its own height.
    if (focusable && !native && !icon && !row && !role) continue;
    if (!native && inSentence(element)) continue;
    const style = getComputedStyle(element);
    // Words in a line are as high as the line.
    if (!native && !focusable && text && style.display === 'inline') continue;
    // What a browser draws itself is left alone by WCAG, as long as the page does not set its size.
    const isTick = native && TICKS.test(element.type);
    const untouched = isTick && style.appearance !== 'none' && Math.abs(one.width - 13) < 1.5 && Math.abs(one.height - 13) < 1.5;
    const plain = native && !isTick && !element.className && !element.getAttribute('style') && (tag === 'summary' ? style.padding === '0px'
      : style.appearance !== 'none' && style.fontSize === '13.3333px'
        && (tag !== 'button' || style.backgroundColor === 'rgb(239, 239, 239)'));
    found.push({...ac.place(element), width: round(width), height: round(height), tiny, crowded: tiny && crowded(one), untouched, plain,
      tick: isTick, native, matches: one.matches, text, focusable, role, tag, icon, row,
      group: !focusable && element.parentElement ? ac.selector(element.parentElement) : ''});
  }
  return {total: list.length, small, capped, found, page: ac.place(document.documentElement)};
}
