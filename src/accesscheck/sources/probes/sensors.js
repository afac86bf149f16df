// Who listens to the movement of a device, and which controls act on the press alone.
() => {
  const MOTION = ['devicemotion', 'deviceorientation', 'deviceorientationabsolute', 'shake'];
  const DOWN = ['mousedown', 'pointerdown', 'touchstart'];
  const AFTER = ['click', 'mouseup', 'pointerup', 'touchend', 'dblclick', 'mousemove', 'pointermove', 'touchmove', 'dragstart'];
  const CONTROLS = 'button,a,summary,input[type=button],input[type=image],[role=button],[role=link],[role=menuitem],[role=tab],'
    + '[role=checkbox],[role=switch],[role=option],[onmousedown],[onpointerdown],[ontouchstart]';
  const INLINE = '[onmousedown],[onpointerdown],[ontouchstart]';
  const {used, pressed: listening} = window[Symbol.for('accesscheck sensors')] || {used: [], pressed: []};
  const heard = new Set(used);
  for (const target of [window, document, document.body]) {
    if (target) ac.listens(target).filter((type) => MOTION.includes(type)).forEach((type) => heard.add(type));
  }
  // A script may begin to listen only when people have allowed it.
  const NAMED = /['"`](?:on)?(devicemotion|deviceorientation(?:absolute)?)['"`]/g;
  for (const script of [...document.scripts].slice(0, 100)) {
    if (script.src || !/^(?:|module|text\/javascript|application\/javascript)$/i.test(script.type)) continue;
    for (const [, type] of script.text.slice(0, 200000).matchAll(NAMED)) heard.add(type);
  }
  const motion = [];
  if (heard.size && document.body) {
    const controls = [...document.querySelectorAll('button,input:not([type=hidden]),select,[role=button],[role=switch],[role=checkbox]')].slice(0, 100);
    const names = controls.map((one) => (one.getAttribute('aria-label') || ac.text(one) || one.value || '').slice(0, 60)
      + (one.labels && one.labels.length ? ` ${ac.text(one.labels[0]).slice(0, 60)}` : ''));
    motion.push({...ac.place(document.body), types: [...heard].sort(), controls: names.filter((name) => name.trim())});
  }
  const above = (element) => {
    for (let one = element.parentNode; one; one = one.parentNode || one.host) {
      if (ac.listens(one).some((type) => type === 'click' || type === 'mouseup')) return true;
    }
    return ac.listens(window).includes('click');
  };
  const pressed = [];
  const suspects = new Set([...document.querySelectorAll(INLINE), ...listening.map((one) => one.deref())]);
  for (const element of [...suspects].slice(0, 500)) {
    if (!element || !element.isConnected || !element.matches(CONTROLS) || pressed.length >= 30) continue;
    const types = ac.listens(element);
    const down = types.filter((type) => DOWN.includes(type));
    if (!down.length) continue;
    const after = types.some((type) => AFTER.includes(type));
    // A link, a button that sends and a summary act by themselves, when the press ends.
    const href = (element.getAttribute('href') || '').trim();
    const acts = element.localName === 'a' && href && !/^(?:#$|javascript:)/i.test(href) || element.localName === 'summary'
      || element.form && element.type === 'submit' || element.matches('[popovertarget],[commandfor],[aria-haspopup],label *');
    const drags = element.matches('[draggable=true],[role=slider],[role=scrollbar],[role=separator]')
      || /grab|resize|move/.test(getComputedStyle(element).cursor);
    if (acts || drags || !ac.isShown(element) || element.matches(':disabled')) continue;
    const inline = down.some((type) => element.hasAttribute(`on${type}`));
    if (!after && !inline && above(element)) continue;
    pressed.push({...ac.place(element), types: down, after, name: (element.getAttribute('aria-label') || ac.text(element) || element.value || '').slice(0, 60)});
  }
  return {motion, pressed};
}
