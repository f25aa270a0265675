// Draws a pointer over whatever page is open, and moves and scrolls at a pace that eyes can follow. The sheet is adopted
// and the animations are the browser's own, because the pages' policy refuses styles that are written into them.
(() => {
  const own = document.createElement("demo-pointer");
  own.setAttribute("aria-hidden", "true");
  const shadow = own.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { position: fixed; inset: 0; z-index: 2147483647; pointer-events: none; }
    svg { position: absolute; left: -3px; top: -2px; width: 26px; height: 32px; filter: drop-shadow(0 1px 2px #0007); }
    i { position: absolute; left: -22px; top: -22px; width: 44px; height: 44px; border-radius: 50%; opacity: 0;
        background: #ffb54766; border: 2px solid #ffb547; }
  `);
  shadow.adoptedStyleSheets = [sheet];
  const hand = document.createElement("div");
  hand.innerHTML = `<i></i><svg viewBox="0 0 26 32"><path d="M3 2v22l6-5 4 9 4-2-4-9h8z" fill="#fff" stroke="#111"
    stroke-width="1.6" stroke-linejoin="round"/></svg>`;
  shadow.append(hand);
  let at = [-60, -60];
  const place = ([x, y]) => `translate(${x}px, ${y}px)`;
  // A browser that draws nothing for a while lets no animation end: time goes on all the same.
  const after = (time) => new Promise((done) => setTimeout(done, time));
  const animate = (what, frames, options) =>
    Promise.race([what.animate(frames, { fill: "forwards", ...options }).finished, after(options.duration + 200)]);
  const attach = () => document.documentElement.append(own);
  if (document.documentElement) attach();
  else addEventListener("DOMContentLoaded", attach);

  window.demo = {
    put(x, y) {
      at = [x, y];
      hand.animate([{ transform: place(at) }], { duration: 1, fill: "forwards" });
    },
    async glide(x, y, duration) {
      const from = at;
      at = [x, y];
      await animate(hand, [{ transform: place(from) }, { transform: place(at) }], { duration, easing: "ease-in-out" });
    },
    async press() {
      const ring = hand.querySelector("i");
      await animate(ring, [{ opacity: 0.9, scale: 0.3 }, { opacity: 0, scale: 1 }], { duration: 450, easing: "ease-out" });
    },
    async scroll(element, top, duration) {
      const what = element ?? document.scrollingElement;
      const from = what.scrollTop;
      const way = Math.max(0, Math.min(top, what.scrollHeight - what.clientHeight)) - from;
      const began = performance.now();
      for (let part = 0; part < 1; ) {
        await Promise.race([new Promise(requestAnimationFrame), after(50)]);
        part = Math.min(1, (performance.now() - began) / duration);
        const eased = part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2;
        what.scrollTo({ top: from + way * eased, behavior: "instant" });
      }
    },
  };
})();
