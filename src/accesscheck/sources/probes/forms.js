// Forms of the page, and what they show after they are submitted with nothing, or with something wrong, in them.
() => {
  const MOST_FORMS = 4;
  const MOST_FIELDS = 40;
  const MOST_NODES = 15000;
  const MOST_TEXTS = 60;
  const FIELD = 'input, select, textarea, [role=textbox], [role=combobox], [role=spinbutton]';
  const NO_FIELD = ['hidden', 'submit', 'button', 'reset', 'image'];
  const LEAVE = new RegExp('log ?out|sign ?out|uitloggen|afmelden|déconne|abmelden|delete|remove|verwijder|wissen|supprimer|'
    + 'effacer|löschen|entfernen|pay\\b|payment|betaal|betalen|payer|payez|bezahl|zahlen|unsubscribe|uitschrijven|désabonn|'
    + 'désinscri|abbestellen|buy now|koop nu|kaufen|bestel|acheter', 'i');
  const NOT_SUBMIT = /reset|cancel|clear|annul|wis|effacer|abbrech|zurück|vorige|previous|back|retour|show|toon|afficher|zeig/i;
  const WRONG = /(^|[\s_-])(has-|is-)?(errors?|invalid|fout|foutief|erreur|fehler|danger|warning|ng-invalid)(?=[\s_-]|$)/i;
  const LOOKS = ['borderTopColor', 'borderBottomColor', 'borderLeftColor', 'borderTopWidth', 'borderLeftWidth', 'borderBottomWidth',
    'borderBottomStyle', 'backgroundColor', 'color', 'outlineColor', 'outlineStyle', 'boxShadow'];

  const short = (text, most = 160) => (text || '').replace(/\s+/g, ' ').trim().slice(0, most);
  const forms = [];
  let shownBefore = new Map();
  let liveBefore = new Set();

  const isField = (element) => element.matches(FIELD) && !NO_FIELD.includes(element.type) && !element.matches(':disabled')
    && element.getAttribute('aria-hidden') !== 'true' && (ac.isShown(element) || (/^(?:radio|checkbox|file)$/.test(element.type || '')
    && [...(element.labels || [])].some((label) => ac.isShown(label))));
  const byIds = (element, name) => (element.getAttribute(name) || '').trim().split(/\s+/).filter(Boolean)
    .map((id) => element.getRootNode().getElementById(id)).filter(Boolean);
  const legendOf = (field) => {
    const group = field.closest('fieldset, [role=group], [role=radiogroup]');
    if (!group) return '';
    const legend = group.querySelector('legend');
    return short(group.getAttribute('aria-label') || byIds(group, 'aria-labelledby').map((one) => one.textContent).join(' ')
      || (legend && legend.textContent), 100);
  };
  const labelOf = (field) => {
    const named = byIds(field, 'aria-labelledby').map((one) => one.textContent).join(' ');
    if (named.trim()) return short(named, 100);
    if ((field.getAttribute('aria-label') || '').trim()) return short(field.getAttribute('aria-label'), 100);
    // Without what the error inside a label adds.
    return short([...(field.labels || [])].map((label) => label.innerText).join(' ') || field.title || field.placeholder || field.name, 100);
  };
  const others = (element) => [...element.querySelectorAll(FIELD)].filter((one) => !NO_FIELD.includes(one.type));
  const isSame = (one, field) => one === field || ((one.type === 'radio' || one.type === 'checkbox') && one.type === field.type
    && one.name === field.name);
  // What is wrapped around a field, or its group of choices, and nothing else.
  const wrappers = (field) => {
    const found = [];
    for (let one = field.parentElement; one && !one.matches('form, body') && found.length < 5; one = one.parentElement) {
      if (!others(one).every((other) => isSame(other, field))) break;
      found.push(one);
    }
    return found;
  };
  const pseudo = (element) => ['::before', '::after'].map((which) => getComputedStyle(element, which).content)
    .filter((content) => /^"/.test(content)).map((content) => content.slice(1, -1)).join(' ');
  const look = (element) => {
    const style = getComputedStyle(element);
    return LOOKS.map((name) => style[name]).join('|');
  };
  const state = (field) => {
    const around = wrappers(field);
    const labels = [...(field.labels || [])];
    return {
      aria: field.getAttribute('aria-invalid') === 'true' || field.getAttribute('aria-invalid') === 'spelling',
      classes: `${field.className} ${[...around, ...labels].map((one) => one.className).join(' ')}`.split(/\s+/),
      look: [field, ...labels.slice(0, 2), ...around.slice(0, 2)].map(look),
      texts: [field.placeholder || '', field.title || '', pseudo(labels[0] || field), around[0] ? pseudo(around[0]) : ''],
      icons: around[0] ? [...around[0].querySelectorAll('img, svg, [role=img]')].filter(ac.isShown).length : 0,
    };
  };
  const ownText = (element) => {
    let own = '';
    for (let node = element.firstChild; node; node = node.nextSibling) if (node.nodeType === 3) own += node.data;
    return own.replace(/\s+/g, ' ').trim();
  };
  const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'option', 'textarea', 'title', 'svg']);
  const shownTexts = () => {
    const found = new Map();
    let looked = 0;
    for (const element of ac.elements()) {
      if (++looked > MOST_NODES) break;
      if (UNREAD.has(element.localName)) continue;
      const own = ownText(element);
      const named = (element.localName === 'img' && element.alt) || (!own && element.getAttribute('role') === 'img' && element.getAttribute('aria-label')) || '';
      if ((own || named) && ac.isShown(element)) found.set(element, own || named);
    }
    return found;
  };
  const LIVE = '[role=alert], [role=alertdialog], [role=status], [role=log], [aria-live=assertive], [aria-live=polite], output';
  const liveOf = (element) => {
    const region = element.closest(LIVE);
    if (!region) return '';
    if (region.matches('[role=alert], [role=alertdialog], [aria-live=assertive]')) return 'alert';
    return liveBefore.has(region) ? 'status' : 'late';
  };
  const submitOf = (form) => {
    const buttons = [...form.elements].filter((one) => one.matches('button, input') && /^(submit|image|button)$/.test(one.type)
      && !one.disabled && ac.isShown(one));
    const own = buttons.find((one) => one.type === 'submit' || one.type === 'image');
    if (own) return own;
    const plain = buttons.filter((one) => !NOT_SUBMIT.test(nameOf(one)));
    return plain.length === 1 ? plain[0] : null;
  };
  const nameOf = (button) => short(button.getAttribute('aria-label') || button.innerText || button.value || button.alt || '', 60);

  let left = 0;
  for (const form of [...ac.elements()].filter((one) => one instanceof HTMLFormElement)) {
    const fields = [...form.elements].filter(isField);
    if (!fields.length) continue;
    const button = submitOf(form);
    const name = button ? nameOf(button) : '';
    const search = form.matches('[role=search], search form') || (fields.length === 1 && (fields[0].type === 'search'
      || /^(q|s|query|search|zoek|keyword)/i.test(fields[0].name)));
    if (search || LEAVE.test(name) || LEAVE.test(form.getAttribute('action') || '') || form.method === 'dialog') continue;
    if (forms.length >= MOST_FORMS) { left++; continue; }
    forms.push({form, fields: fields.slice(0, MOST_FIELDS), button, name, before: [], native: new Map()});
  }

  const kit = {
    start: () => ({forms: forms.map(({form, fields, name}) => ({...ac.place(form), button: name, fields: fields.length,
      novalidate: form.noValidate, method: form.method})), left}),
    // Before: what is said about each field, and how everything looks.
    before: (number) => {
      const one = forms[number];
      if (!one.form.isConnected) return null;
      const active = ac.activeElement();
      if (active && active !== document.body) active.blur();
      one.native = new Map();
      if (one.facts) return one.facts; // What a second try shows is compared with how it all began.
      one.before = one.fields.map(state);
      shownBefore = shownTexts();
      liveBefore = new Set(document.querySelectorAll(LIVE));
      const clone = one.form.cloneNode(true);
      for (const out of clone.querySelectorAll('script, style, select, textarea, template')) out.remove();
      const facts = one.fields.map((field) => {
        const label = [...(field.labels || [])][0];
        return {
          ...ac.place(field), label: labelOf(field), legend: legendOf(field), type: field.type || field.localName,
          name: (field.name || '').slice(0, 60),
          required: field.required === true, ariaRequired: field.getAttribute('aria-required') === 'true'
            || Boolean(field.closest('[role=radiogroup][aria-required=true]')),
          groupRequired: field.type === 'radio' && one.fields.some((other) => other.name === field.name && other.required),
          pattern: field.getAttribute('pattern') || '', title: short(field.title), placeholder: short(field.placeholder),
          described: short([...byIds(field, 'aria-describedby')].map((other) => other.textContent).join(' ')),
          around: short((wrappers(field).slice(-1)[0] || field).textContent, 300),
          starred: label ? /["'*]\s*\*|\*/.test(pseudo(label)) : false,
          filled: field.type === 'checkbox' || field.type === 'radio' ? field.checked : Boolean(field.value),
        };
      });
      const body = short(document.body ? document.body.innerText : '', 20000);
      one.facts = {fields: facts, about: short(clone.textContent, 4000), body};
      return one.facts;
    },
    fill: (number) => {
      const filled = [];
      for (const [index, field] of forms[number].fields.entries()) {
        if (!/^(text|email|tel|url|search)$/.test(field.type || '') || field.localName !== 'input' || field.readOnly) continue;
        if (field.value && field.value !== 'x') continue;
        const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
        setter.call(field, 'x');
        field.dispatchEvent(new Event('input', {bubbles: true}));
        field.dispatchEvent(new Event('change', {bubbles: true}));
        filled.push(index);
      }
      return filled;
    },
    submit: (number) => {
      const {form, button, native} = forms[number];
      const seen = (event) => {
        if (forms[number].fields.includes(event.target)) {
          native.set(event.target, {event, text: short(event.target.validationMessage),
            kind: ['valueMissing', 'typeMismatch', 'patternMismatch', 'tooShort', 'rangeUnderflow', 'rangeOverflow', 'stepMismatch',
              'badInput', 'customError'].find((name) => event.target.validity[name]) || ''});
        }
      };
      forms[number].seen = seen;
      form.addEventListener('invalid', seen, true);
      if (button && button.isConnected) button.click();
      else form.requestSubmit();
      return true;
    },
    // After: which fields are marked, and which texts are new.
    after: (number) => {
      const {form, fields, before, native, seen} = forms[number];
      form.removeEventListener('invalid', seen, true);
      const now = shownTexts();
      const active = ac.activeElement();
      const focused = active && active !== document.body && active !== document.documentElement ? active : null;
      const fresh = [...now].filter(([element, text]) => shownBefore.get(element) !== text).slice(0, MOST_TEXTS);
      const texts = fresh.map(([element]) => {
        const label = element.closest('label');
        const tied = new Set();
        fields.forEach((field, index) => {
          const refers = [...byIds(field, 'aria-describedby'), ...byIds(field, 'aria-errormessage'), ...byIds(field, 'aria-labelledby'),
            ...byIds(field.closest('fieldset, [role=radiogroup], [role=group]') || field, 'aria-describedby')];
          if (refers.some((one) => one.contains(element))) tied.add(index);
          if (label && [...(field.labels || [])].includes(label)) tied.add(index);
          if (element.closest('legend') && field.closest('fieldset') === element.closest('fieldset')) tied.add(index);
          const link = element.closest('a[href^="#"]');
          if (link && field.id && (decodeURIComponent(link.hash) === `#${field.id}` || decodeURIComponent(link.hash) === `#${field.name}`)) tied.add(index);
        });
        // Its field: the one it stands with; of several, the one right before it.
        let near = -1;
        for (let one = element; one && one !== form.parentElement && near < 0; one = one.parentElement) {
          const inside = fields.filter((field) => one.contains(field));
          if (!inside.length) continue;
          if (!one.matches('form, body') && inside.every((field) => isSame(field, inside[0]))) near = fields.indexOf(inside[0]);
          else if (!one.matches('form, body, fieldset') || element.parentElement === one) {
            const earlier = inside.filter((field) => field.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
            const last = earlier.at(-1);
            // It follows the field with nothing but words between them.
            if (last && element.previousElementSibling && (element.previousElementSibling === last
              || element.previousElementSibling.contains(last))) near = fields.indexOf(last);
          }
          break;
        }
        const holder = element.closest('[role=alert], [tabindex], dialog, [role=dialog], [role=alertdialog]');
        return {
          ...ac.place(element), text: short(element.innerText || now.get(element)), near, tied: [...tied], live: liveOf(element),
          hidden: element.closest('[aria-hidden=true]') !== null,
          classed: WRONG.test(`${element.className} ${element.id} ${element.parentElement ? element.parentElement.className : ''}`),
          focus: focused !== null && (focused === element || focused.contains(element) && focused !== document.body
            || (holder !== null && holder === focused) || element.contains(focused)),
        };
      });
      const focusIndex = fields.indexOf(focused);
      const focus = focused ? (focusIndex >= 0 ? focusIndex : -2) : -1;
      if (focused) focused.blur();
      const marks = fields.map((field, index) => {
        const was = before[index];
        const known = native.get(field);
        return {known: known ? {text: known.text, kind: known.kind, shown: !known.event.defaultPrevented && !form.noValidate} : null, was, field};
      });
      for (const moving of document.getAnimations().slice(0, 200)) {
        // A colour that is on its way.
        if (moving instanceof CSSTransition) moving.finish();
      }
      return new Promise((resolve) => setTimeout(() => resolve({
        texts, focus, sent: !form.isConnected,
        fields: marks.map(({known, was, field}) => {
          if (!field.isConnected) return null;
          const is = state(field);
          return {
            aria: is.aria, wasAria: was.aria, native: known,
            classed: is.classes.some((name) => WRONG.test(name) && !was.classes.includes(name) && !/^ng-/.test(name)),
            looks: is.look.some((one, index) => index < was.look.length && one !== was.look[index]),
            text: short(is.texts.filter((one, index) => one && one !== was.texts[index]).join(' ')),
            icons: is.icons > was.icons,
            valid: field.validity ? field.validity.valid : true,
          };
        }),
      }), 80));
    },
  };
  window[Symbol.for('accesscheck forms')] = kit;
  return kit.start();
}
