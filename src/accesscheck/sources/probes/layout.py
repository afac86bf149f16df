"""The rendered page: its markup, and which of its elements nobody sees.

Elements are named by their place in document order, which is the same in the browser and in our parser as long as
both have the same elements; `dom` compares the count before it believes the rest.
"""

SCRIPT = """
async ([settle, boxes]) => {
  // A page without scripts does not change by itself; another is given time to stop changing.
  if (document.scripts.length) {
    await new Promise((done) => {
      const end = setTimeout(finish, settle);
      let quiet = setTimeout(finish, settle / 8);
      const observer = new MutationObserver(() => { clearTimeout(quiet); quiet = setTimeout(finish, settle / 8); });
      function finish() { clearTimeout(end); clearTimeout(quiet); observer.disconnect(); done(); }
      observer.observe(document, {childList: true, subtree: true, characterData: true});
    });
  }
  const elements = document.getElementsByTagName('*');
  const count = elements.length;
  const hidden = [];
  let last = -2;
  for (let index = 0; index < count; index++) {
    if (elements[index].checkVisibility({visibilityProperty: true})) continue;
    if (index === last + 1) hidden[hidden.length - 1][1] = index + 1; else hidden.push([index, index + 1]);
    last = index;
  }
  const places = [];
  if (boxes) {
    for (const element of elements) {
      const box = element.getBoundingClientRect();
      places.push([box.left + scrollX, box.top + scrollY, box.width, box.height].map(Math.round));
    }
  }
  const doctype = document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '';
  const entry = performance.getEntriesByType('navigation')[0];
  return JSON.stringify({
    html: doctype + document.documentElement.outerHTML,
    size: entry ? entry.decodedBodySize : 0,
    address: location.href,
    layout: {count, hidden},
    boxes: places,
    empty: !document.body || (!document.body.innerText.trim() && !document.images.length),
    height: Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0),
  });
}
"""
