/** The schedule and the riders of an event, which the first view of a race does not need; see lazy.js. */
import './main.js';

export { EventView } from './event.js';
export { MyRiders } from './myRiders.js';
export { RidersView } from './riders.js';
