// Counts timers, so that a page that has none is not watched. What they do is left as it is.
(() => {
  const key = Symbol.for('accesscheck movement timers');
  if (window[key]) return;
  const every = window.setInterval.bind(window);
  const once = window.setTimeout.bind(window);
  const clearEvery = window.clearInterval.bind(window);
  const clearOnce = window.clearTimeout.bind(window);
  const nextFrame = window.requestAnimationFrame.bind(window);
  const now = performance.now.bind(performance);
  const periods = new Map();
  const waiting = new Map();
  let lastFrame = -1000;
  window.setInterval = function setInterval(handler, delay, ...rest) {
    const id = every(handler, delay, ...rest);
    if (periods.size < 200) periods.set(id, Math.max(4, Number(delay) || 0));
    return id;
  };
  window.setTimeout = function setTimeout(handler, delay, ...rest) {
    const id = once(handler, delay, ...rest);
    if (waiting.size > 400) waiting.clear();
    if (delay >= 300) waiting.set(id, now() + Number(delay));
    return id;
  };
  window.clearInterval = function clearInterval(id) {
    periods.delete(id);
    waiting.delete(id);
    clearEvery(id);
  };
  window.clearTimeout = function clearTimeout(id) {
    periods.delete(id);
    waiting.delete(id);
    clearOnce(id);
  };
  window.requestAnimationFrame = function requestAnimationFrame(callback) {
    lastFrame = now();
    return nextFrame(callback);
  };
  window[key] = Object.freeze({
    every,
    clear: clearEvery,
    due: () => ({
      periods: [...periods.values()],
      waiting: [...waiting.values()].map((due) => due - now()).filter((wait) => wait > 0),
      frames: now() - lastFrame < 100 ? 1 : 0,
    }),
  });
})();
