"""What listens to the movement of a device, and controls that act as soon as they are pressed down.

motion   types of events and sensors that a page listens to, or that its own scripts name; `controls` by name
pressed  controls without an action of their own that listen to a press; `after`: and to what follows it
"""

import functools
from importlib.resources import files
from typing import Any

from accesscheck.hookspecs import Probe
from accesscheck.sources.open_page import OpenPage

REMEMBER = """
(() => {
  const key = Symbol.for('accesscheck sensors');
  if (window[key]) return;
  const used = [];
  const pressed = [];
  window[key] = {used, pressed};
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function addEventListener(type, ...rest) {
    const down = type === 'mousedown' || type === 'pointerdown' || type === 'touchstart';
    if (down && this instanceof Element && pressed.length < 1000) pressed.push(new WeakRef(this));
    return add.call(this || window, type, ...rest);
  };
  const names = ['Accelerometer', 'LinearAccelerationSensor', 'GravitySensor', 'Gyroscope', 'AbsoluteOrientationSensor',
    'RelativeOrientationSensor'];
  for (const name of names) {
    const Sensor = window[name];
    if (typeof Sensor !== 'function') continue;
    window[name] = new Proxy(Sensor, {
      construct(target, rest, fresh) {
        if (!used.includes(name)) used.push(name);
        return Reflect.construct(target, rest, fresh);
      },
    });
  }
})();
"""
"""To ask each element what it listens to would cost more than the rest of the probe."""


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "sensors.js").read_text(encoding="utf-8")


async def measure(page: OpenPage) -> dict[str, Any] | None:
    """Ask what is listened to."""
    parts = await page.in_frames(_script())
    if not parts:
        return None
    return {name: [one for part in parts for one in part[name]] for name in ("motion", "pressed")}


def probe() -> Probe:
    """The probe."""
    return Probe(name="sensors", measure=measure, script=REMEMBER, price="cheap")
