// Links of the page by their name: those that share one and lead to several addresses of this site.
([mostGroups, mostPages]) => {
  const words = (text) => (text || '').replace(/\s+/g, ' ').trim().toLowerCase();
  const nameOf = (link) => words(link.getAttribute('aria-label'))
    || words([...link.querySelectorAll('img[alt]')].map((image) => image.alt).join(' ') + ' ' + link.innerText)
    || words(link.getAttribute('title'));
  const addressOf = (link) => {
    const stated = link.getAttribute('href') || link.getAttribute('xlink:href')
      || ((link.getAttribute('onclick') || '').match(/location(?:\.href)?\s*=\s*['"]([^'"]+)/) || [])[1];
    try {
      const address = new URL(stated, document.baseURI);
      return stated && stated !== '#' && ['http:', 'https:'].includes(address.protocol) ? address : null;
    } catch {
      return null;
    }
  };
  const acts = /log-?(?:out|off)|sign-?out|afmeld|uitlog|d[eé]connexion|abmeld|delete|remove|verwijder|unsubscribe|uitschrijv|action=|\.(?:pdf|zip|docx?|xlsx?|pptx?|od[tsp]|mp[34]|ics)$/i;
  const groups = new Map();
  for (const link of ac.elements()) {
    if (!link.matches('a[href], area[href], [role=link]') || !ac.isShown(link)) continue;
    const name = nameOf(link);
    const address = addressOf(link);
    if (!name || !/\p{L}{2}/u.test(name) || !address) continue;
    address.hash = '';
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push([link, address]);
  }
  const links = {};
  const addresses = new Set();
  let left = mostGroups;
  for (const group of groups.values()) {
    const distinct = new Set(group.map(([, address]) => address.href));
    if (distinct.size < 2 || left === 0) continue;
    const own = [...distinct].filter((href) => new URL(href).origin === location.origin && !acts.test(href));
    if (own.length < 2 || addresses.size + 2 > mostPages) continue;
    left--;
    own.slice(0, mostPages - addresses.size).forEach((href) => addresses.add(href));
    for (const [link, address] of group) links[ac.selector(link)] = address.href;
  }
  return {links, addresses: [...addresses]};
}
