// Controls of forms that may do more than take a value, and what happens when their value changes.
() => {
  const ACTS = /(?:\blocation\b(?:\s*\.\s*href)?\s*=[^=]|\blocation\s*\.\s*(?:assign|replace|reload)\s*\(|\.\s*(?:request)?submit\s*\(|\bwindow\s*\.\s*open\s*\(|(?:^|[^.\w])open\s*\()/i;
  const MOST = 12;
  const controls = [];
  const listensToChange = (target) => ac.listens(target).some((type) => type === 'change' || type === 'input' || type === 'click');
  const isOurs = (one) => {
    for (let up = one; up; up = up.parentElement) if (listensToChange(up)) return true;
    return ac.listens(document).some((type) => type === 'change' || type === 'input') || ac.listens(window).includes('change');
  };
  const words = (element) => (element ? element.innerText || '' : '').replace(/\s+/g, ' ').trim();
  const idsOf = (one, name) => (one.getAttribute(name) || '').split(/\s+/).filter(Boolean).map((id) => document.getElementById(id)).filter(Boolean);
  // What is said about a control before people come to it: its label and description, and the text above it.
  const said = (one) => {
    const parts = [...(one.labels || [])].map(words);
    idsOf(one, 'aria-describedby').concat(idsOf(one, 'aria-labelledby')).forEach((other) => parts.push(words(other)));
    parts.push(one.getAttribute('aria-label') || '', one.title || '');
    const around = one.form || one.closest('fieldset,[role=group],section') || one.parentElement;
    if (around) {
      const range = document.createRange();
      range.setStart(around, 0);
      range.setEndBefore(one);
      parts.push(range.toString());
      for (let up = around, before = null; up && up !== document.body && !before; up = up.parentElement) {
        before = up.previousElementSibling;
        if (before && !/^(?:NAV|HEADER|FORM|SCRIPT|STYLE)$/.test(before.nodeName)) parts.push(words(before).slice(-300));
      }
    }
    return parts.join(' ').replace(/\s+/g, ' ').trim().slice(0, 800);
  };
  const submits = (form) => [...form.elements].some((one) => /^(?:submit|image)$/.test(one.type)
    || one.localName === 'button' && one.type === 'button') || form.querySelector('[role=button]');
  const isLone = (one) => {
    const form = one.form;
    const scripted = [...document.scripts].some((script) => !/json|template/i.test(script.type));
    if (one.localName !== 'select' || !form || one.multiple || !scripted) return false;
    const fields = [...form.elements].filter((other) => other.type !== 'hidden' && other.localName !== 'fieldset');
    return fields.length === 1 && !submits(form);
  };
  const start = () => {
    const found = [];
    for (const one of ac.elements()) {
      if (found.length >= 200) break;
      if (!/^(?:SELECT|INPUT|TEXTAREA)$/.test(one.nodeName) || /^(?:hidden|submit|button|reset|image|file)$/.test(one.type)) continue;
      if (one.disabled || !ac.isShown(one) || one.closest('[inert]')) continue;
      const inline = ['onchange', 'oninput'].map((name) => one.getAttribute(name) || '').filter((code) => ACTS.test(code)).join(';').slice(0, 160);
      const kind = one.localName === 'select' ? 'select' : one.type;
      const tried = ['select', 'checkbox', 'radio'].includes(kind) && !one.readOnly;
      const lone = isLone(one);
      if (!tried && !inline) continue;
      if (kind === 'radio' && controls.some((other) => other.type === 'radio' && other.name === one.name && other.name)) continue;
      controls.push(one);
      found.push({...ac.place(one), at: controls.length - 1, kind, inline, lone, said: said(one), tried: tried && (kind !== 'select' || one.options.length > 1),
        listens: isOurs(one), options: kind === 'select' ? [...one.options].slice(0, 5).map((option) => option.text.slice(0, 40)) : [],
        name: words(one.labels && one.labels[0]).slice(0, 60) || one.getAttribute('aria-label') || one.name || kind, near: Boolean(one.form && submits(one.form))});
    }
    // Those that are listened to come first; then selects, which most often act.
    const order = (one) => (one.inline ? 0 : one.lone ? 1 : one.listens ? 2 : 4) + (one.kind === 'select' ? 0 : 1);
    return found.sort((one, other) => order(one) - order(other)).slice(0, 40);
  };
  const find = (entry) => (controls[entry.at] && controls[entry.at].isConnected ? controls[entry.at] : ac.find(entry.selector));
  let before = null;
  window[Symbol.for('accesscheck changes')] = {
    focus: (entry) => {
      const one = find(entry);
      if (!one || one.disabled) return false;
      one.focus();
      before = {value: one.localName === 'select' ? one.selectedIndex : one.checked, one};
      return ac.activeElement() === one;
    },
    // Whether a key changed the value; if not, it is changed as a script would.
    changed: () => {
      const {one, value} = before;
      if (!one.isConnected) return true;
      if ((one.localName === 'select' ? one.selectedIndex : one.checked) !== value) return true;
      if (one.localName === 'select') {
        const others = [...one.options].filter((option) => !option.disabled && option.index !== one.selectedIndex);
        if (!others.length) return false;
        others[others.length - 1].selected = true;
        one.dispatchEvent(new Event('input', {bubbles: true}));
        one.dispatchEvent(new Event('change', {bubbles: true}));
      } else {
        one.click();
      }
      return true;
    },
    // Where focus is now: '' where it was, else the start tag of what has it.
    where: () => {
      const active = ac.activeElement();
      if (active === before.one) return '';
      if (!before.one.isConnected || !active || active === document.body) return 'lost';
      const {one} = before;
      const group = one.type === 'radio' && active.type === 'radio' && active.name === one.name;
      return group || one.closest('label,[role=listbox],[role=radiogroup]')?.contains(active) ? '' : ac.startTag(active).slice(0, 120);
    },
    blur: () => {
      const active = ac.activeElement();
      if (active && active !== document.body) active.blur();
    },
  };
  return start();
}
