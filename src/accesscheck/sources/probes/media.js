// What plays by itself, in this frame: audio and video elements, also those that are in no document.
async () => {
  const played = window[Symbol.for('accesscheck media')] || [];
  const inPage = [];
  if (document.querySelector('audio,video')) inPage.push(...document.querySelectorAll('audio,video'));
  for (const one of played) if (!inPage.includes(one)) inPage.push(one);
  if (!inPage.length) return null;
  const hasSource = (one) => Boolean(one.currentSrc || one.getAttribute('src') || one.srcObject || one.querySelector('source[src]'));
  const every = inPage.filter(hasSource).slice(0, 50);
  const starts = (one) => one.autoplay || !one.paused;
  const isKnown = (one) => one.readyState >= 1 || one.preload === 'none' || one.localName === 'audio';
  const isSettled = (one) => one.error || one.networkState === 3 || isKnown(one) && (!starts(one) || one.muted)
    || (one.readyState >= 2 && (one.paused && !one.autoplay || one.ended || one.currentTime > 0.4 || one.webkitAudioDecodedByteCount > 0));
  const until = performance.now() + 1500;
  while (performance.now() < until && !every.every(isSettled)) await new Promise((done) => setTimeout(done, 60));
  const CONTROLS = 'button,summary,input:not([type=hidden],[type=text],[type=search],[type=email],[type=tel],[type=password]),'
    + 'a[role],a[href^="#"],[role=button],[role=switch],[role=checkbox],[role=slider],[onclick]';
  const nameOf = (control) => {
    const labelled = (control.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)
      .map((id) => document.getElementById(id)).filter(Boolean).map(ac.text).join(' ');
    const label = control.labels && control.labels.length ? ac.text(control.labels[0]) : '';
    const image = control.querySelector('img[alt]');
    return (labelled || control.getAttribute('aria-label') || ac.text(control)
      || (control.localName === 'input' ? control.value : '') || label || control.title || (image ? image.alt : '')).slice(0, 60);
  };
  const near = (one) => {
    for (let around = one.parentElement, up = 0; around && up < 3; around = around.parentElement, up++) {
      const inside = [...around.querySelectorAll(CONTROLS)].slice(0, 30);
      if (inside.length) return inside.length > 12 ? [] : inside.map((control) => ({name: nameOf(control), shown: ac.isShown(control)}));
      if (around === document.body) break;
    }
    return [];
  };
  const hasAudio = (one) => {
    if (one.webkitAudioDecodedByteCount > 0) return true;
    if (one.audioTracks && one.audioTracks.length) return true;
    if (one.localName === 'video' && one.readyState >= 1 && one.captureStream) {
      // What it would give a recorder tells its tracks without playing it; of another site it may not be asked.
      try {
        const stream = one.captureStream();
        const known = stream.getTracks().length > 0 ? stream.getAudioTracks().length > 0 : null;
        stream.getTracks().forEach((track) => track.stop());
        if (known !== null) return known;
      } catch {
        return null;
      }
    }
    if (one.localName === 'audio') return one.readyState >= 1 ? true : null;
    return one.readyState >= 2 && one.currentTime > 0.3 ? false : null;
  };
  const tracksOf = (one) => [...one.textTracks].slice(0, 20).map((track) => ({kind: track.kind, label: track.label,
    language: track.language, mode: track.mode, cues: track.cues ? track.cues.length : null}));
  const controls = [...document.querySelectorAll(CONTROLS)].slice(0, 200)
    .map((control) => ({name: nameOf(control), shown: ac.isShown(control)})).filter((control) => control.name).slice(0, 120);
  return {
    controls,
    players: every.map((one) => {
      const inDocument = one.isConnected;
      const place = inDocument ? ac.place(one) : {selector: ac.selector(document.body || document.documentElement), html: ac.startTag(one)};
      return {...place, tag: one.localName, attached: inDocument, autoplay: one.autoplay, paused: one.paused, ended: one.ended,
        muted: one.muted, volume: Math.round(one.volume * 100) / 100, loop: one.loop,
        duration: Number.isFinite(one.duration) ? Math.round(one.duration * 10) / 10 : null, endless: one.duration === Infinity,
        at: Math.round(one.currentTime * 10) / 10, ready: one.readyState, failed: Boolean(one.error) || one.networkState === 3,
        has_audio: hasAudio(one), address: (one.currentSrc || '').slice(0, 200), controls: one.controls && inDocument && ac.isShown(one),
        shown: inDocument && ac.isShown(one), box: inDocument ? ac.box(one).map(Math.round) : [0, 0, 0, 0], tracks: tracksOf(one),
        near: inDocument ? near(one) : []};
    }),
  };
}
