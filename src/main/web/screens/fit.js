/** Text that is never cut: it shrinks to the room that it has, and takes two lines if it would become too small. */
import { Component, h } from 'preact';

const MIN_ON_ONE_LINE = .6;
const SMALLEST = 25;
const STEP = 3;

const shown = new Set();
const sizes = new ResizeObserver(entries => entries.forEach(({ target }) => fit(target)));
// Another font comes with this event, too, if the page is told.
addEventListener('resize', () => shown.forEach(fit));

/** @param element of a given size, with one child, which is the text */
function fit(element) {
  const text = element.firstElementChild;
  text.className = '';
  text.style.fontSize = '';
  const { clientWidth: width, clientHeight: height } = element;
  const wide = text.offsetWidth;
  if (!width || wide <= width) return;
  if (width / wide >= MIN_ON_ONE_LINE) {
    text.style.fontSize = `${Math.floor(width / wide * 98)}%`;
    return;
  }
  text.className = 'wrapped';
  for (let size = 100; size >= SMALLEST; size -= STEP) {
    text.style.fontSize = `${size}%`;
    if (text.scrollWidth <= width && text.offsetHeight <= height) return;
  }
}

/** One text in an element whose size does not depend on it (`.fit` in fit.css). */
export class Fit extends Component {
  componentDidMount() {
    shown.add(this.base);
    sizes.observe(this.base);
  }

  componentDidUpdate(before) {
    if (before.text !== this.props.text) fit(this.base);
  }

  componentWillUnmount() {
    shown.delete(this.base);
    sizes.unobserve(this.base);
  }

  render({ text, tag = 'span', class: name = '', ...more }) {
    return h(tag, { class: `fit ${name}`, ...more }, h('span', {}, text));
  }
}

/** Shrinks all of its content until it is no higher than the room for it. Sizes within are in em. */
export class FitHeight extends Component {
  componentDidMount() {
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this.base);
    this.again = () => {
      this.key = null;
      this.fit();
    };
    addEventListener('resize', this.again);
  }

  componentDidUpdate() {
    this.fit();
  }

  componentWillUnmount() {
    this.sizes.disconnect();
    removeEventListener('resize', this.again);
  }

  fit() {
    const { base } = this;
    const content = base.firstElementChild;
    const key = `${base.clientWidth} ${base.clientHeight} ${this.props.items}`;
    if (key === this.key) return;
    this.key = key;
    for (let size = 100; size >= SMALLEST; size -= STEP) {
      content.style.fontSize = `${size}%`;
      if (content.offsetHeight <= base.clientHeight) return;
    }
  }

  /** @param items how many there are; the size is found again when that changes */
  render({ class: name = '', children }) {
    return h('div', { class: `fit-height ${name}` }, h('div', {}, children));
  }
}
