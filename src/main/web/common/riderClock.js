/** The clock of a rider on course. It runs on between messages. */
import { Component, h } from 'preact';
import { startClock, stopClock } from './runningClock.js';

export class RiderClock extends Component {
  componentDidMount() {
    startClock(this.base, this.props.time);
  }

  componentWillUnmount() {
    stopClock(this.base);
  }

  // The running clock writes the text itself, so the element is rendered once.
  shouldComponentUpdate({ time }) {
    startClock(this.base, time);
    return false;
  }

  render() {
    return h('b', { 'data-clock': '' });
  }
}
