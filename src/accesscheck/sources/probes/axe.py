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
    return {
      selector: node.node.selector.flat().join(' >>> '),
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
  if (!window.axe) throw new Error('axe-core is not in this page');
  const known = new Set(axe.getRules().map((rule) => rule.ruleId));
  const values = ids.filter((id) => id.startsWith('axe-')).map((id) => id.slice(4)).filter((id) => known.has(id));
  const options = {runOnly: {type: 'rule', values}, reporter: 'accesscheck', resultTypes: ['violations', 'incomplete']};
  return JSON.stringify(await axe.run(document, options));
}
"""


def probe() -> Probe:
    """The probe, with axe-core in it."""
    return Probe(name="axe", script=f"{axe_script()}\n{_REPORTER}", expression=_RUN, budget=60.0)
