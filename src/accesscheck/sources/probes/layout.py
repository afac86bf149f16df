"""The rendered page: its markup, and which of its elements nobody sees.

Elements are named by their place in document order, which is the same in the browser and in our parser as long as
both have the same elements; `dom` compares the count before it believes the rest.
"""

SCRIPT = """
async ([settle, boxes, largest]) => {
  const entry = performance.getEntriesByType('navigation')[0];
  const size = entry ? entry.decodedBodySize : 0;
  if (size > largest) return JSON.stringify({size});
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
  // An element with display: contents has no box of its own, but its content is shown.
  const isShown = (element) => element !== null && (element.checkVisibility({visibilityProperty: true})
    || getComputedStyle(element).display === 'contents' && isShown(element.parentElement));
  let last = -2;
  for (let index = 0; index < count; index++) {
    if (isShown(elements[index])) continue;
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
  return JSON.stringify({
    html: doctype + document.documentElement.outerHTML,
    size,
    address: location.href,
    layout: {count, hidden},
    boxes: places,
    active: document.scripts.length > 0 || document.querySelector('iframe, frame, [http-equiv=refresh i]') !== null,
    empty: !document.body || (!document.body.innerText.trim() && !document.images.length),
    height: Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0),
  });
}
"""
