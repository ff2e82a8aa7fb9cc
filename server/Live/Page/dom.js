// Elements without markup in strings: what a node or a person named can never become code.

const svgNames = new Set(["svg", "path", "line", "rect", "text", "title", "g", "circle"]);

/** An element: attributes, functions for events (`onclick`), then children; empty ones are left out. */
export function h(name, attributes, ...children) {
  const element = svgNames.has(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  return fill(element, ...children);
}

/** Gives an element these children instead of those it has. */
export function fill(element, ...children) {
  element.textContent = "";
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== "") {
      element.append(child);
    }
  }
  return element;
}

/**
 * Gives an element its parts, `[what it shows, make]` each. A part stays as it is while it shows the same, so that a focus, an
 * answer half given and a finger that is down stay too; `make` may answer null.
 */
export function parts(element, list) {
  const had = element.parts || [];
  element.parts = list.map(([shows, make], i) => {
    const written = JSON.stringify(shows);
    const old = had[i] || { made: null };
    if (old.written === written) {
      return old;
    }
    const made = make();
    if (old.made && made) {
      old.made.replaceWith(made);
    } else if (old.made) {
      old.made.remove();
    } else if (made) {
      const next = had.slice(i + 1).find((part) => part.made);
      element.insertBefore(made, next ? next.made : null);
    }
    return { written, made };
  });
}

/**
 * Makes the children of an element follow a list. A child stays while its key does, so that the focus does too, and is
 * made anew inside only when its item changed.
 */
export function follow(parent, items, keyOf, make, update) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const focused = document.activeElement;
  items.forEach((item, index) => {
    const key = String(keyOf(item));
    const written = JSON.stringify(item);
    let child = known.get(key);
    known.delete(key);
    if (!child) {
      child = make(item);
      child.dataset.key = key;
    }
    if (parent.children[index] !== child) {
      parent.insertBefore(child, parent.children[index] || null);
    }
    if (child.written !== written) {
      child.written = written;
      update(child, item);
    }
  });
  known.forEach((child) => child.remove());
  // What is moved loses it.
  if (focused !== document.activeElement && parent.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}
