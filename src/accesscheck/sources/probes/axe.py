"""axe-core in the open page: which of its rules found what, as JSON.

The result is reduced in the page: of elements that pass, only their number leaves the browser. That is a third
cheaper than axe-core's own reports, and keeps the numbers that they drop.
"""

from accesscheck.hookspecs import Probe
from accesscheck.installation import axe_script

_REPORTER = """
if (window.axe) axe.addReporter('accesscheck', (results, options, callback) => {
  const places = (nodes) => nodes.map((node) => {
    const checks = [...(node.any || []), ...(node.all || []), ...(node.none || [])];
    const data = checks.map((check) => check.data).find((data) => data && typeof data === 'object');
    const kept = {};
    for (const [key, value] of Object.entries(data || {})) {
      if (['string', 'number'].includes(typeof value)) kept[key] = value;
    }
    // Our own name for the element: the same in every finding, quick to make and to find. In a frame axe-core's it is.
    const {selector: own} = window[Symbol.for('accesscheck')] || {};
    const element = node.node.fromFrame ? null : node.node.element;
    return {
      selector: own && element?.isConnected ? own(element) : node.node.selector.flat().join(' >>> '),
      html: (node.node.source || '').slice(0, 300),
      data: kept,
    };
  });
  const rules = {};
  // What a modal dialog holds off cannot be reached, whatever its markup says.
  const modal = document.querySelector(':modal');
  const isHeldOff = (node) => {
    const outermost = modal && document.querySelector(node.node.selector.flat()[0]);
    return Boolean(outermost) && !modal.contains(outermost);
  };
  for (const result of results) {
    const aboutFocus = result.id === 'frame-focusable-content';
    rules[result.id] = {
      violations: places((result.violations || []).filter((node) => !(aboutFocus && isHeldOff(node)))),
      incomplete: places(result.incomplete || []),
      passes: (result.passes || []).length,
    };
  }
  callback({rules, root: document.documentElement.localName, sheets: document.styleSheets.length});
});
"""

_RUN = """
async (ids) => {
  const load = (view) => {
    view[Symbol.for('accesscheck axe')]?.();
    for (let index = 0; index < view.length; index++) {
      try {
        load(view[index]);
      } catch {
        continue; // A frame of another origin.
      }
    }
  };
  load(window);
  if (!window.axe) throw new Error('axe-core is not in this page');
  const known = new Set(axe.getRules().map((rule) => rule.ruleId));
  let values = ids.filter((id) => id.startsWith('axe-')).map((id) => id.slice(4)).filter((id) => known.has(id));
  const options = {reporter: 'accesscheck', resultTypes: ['violations', 'incomplete']};
  // The two rules on contrast differ in their levels: measured once for the higher, both can be told.
  const [AA, AAA] = ['color-contrast', 'color-contrast-enhanced'];
  const both = values.includes(AA) && values.includes(AAA);
  if (both) {
    const [check] = axe._audit.rules.find((rule) => rule.id === AA).any;
    const contrastRatio = {normal: {expected: 7}, large: {expected: 4.5}};
    options.checks = {[AA]: {options: {...check.options, contrastRatio}}};
    values = values.filter((name) => name !== AAA);
  }
  const found = await axe.run(document, {...options, runOnly: {type: 'rule', values}});
  if (both && found.rules[AA]) {
    const {passes} = found.rules[AA];
    const minimum = {violations: [], incomplete: [], passes};
    const enhanced = {violations: [], incomplete: [], passes};
    for (const kind of ['violations', 'incomplete']) {
      for (const node of found.rules[AA][kind]) {
        const {contrastRatio: ratio, expectedContrastRatio: expected} = node.data;
        const level = expected === '4.5:1' ? 3 : 4.5;
        // No ratio: nothing was measured. 0: the background is not known, and the lower level asks about it. What
        // does not reach the lower level is its affair alone, as in axe-core.
        if (ratio === undefined || ratio < level) {
          minimum[kind].push(expected ? {...node, data: {...node.data, expectedContrastRatio: `${level}:1`}} : node);
        } else {
          minimum.passes++;
        }
        if (ratio === undefined || ratio >= level) enhanced[kind].push(node);
        else enhanced.passes++;
      }
    }
    Object.assign(found.rules, {[AA]: minimum, [AAA]: enhanced});
  }
  return JSON.stringify(found);
}
"""


def probe() -> Probe:
    """The probe, with axe-core in it, which runs in a page when it is asked for: not each time that it is loaded."""
    script = f"window[Symbol.for('accesscheck axe')] = () => {{ {axe_script()}\n{_REPORTER} }};"
    return Probe(name="axe", script=script, expression=_RUN, budget=60.0, in_place=True)
