// A live table. It goes on after a restart of the service and where WebSocket is blocked.
import { watch } from './index.js'; // or 'gatecast-client', or https://<your service>/client.js

const { origin, event, race } = Object.fromEntries(new URLSearchParams(location.search));
const add = tag => document.body.appendChild(document.createElement(tag));
const [freshness, table] = [add('p'), add('table')];
const seconds = hundredths => hundredths == null ? '' : (hundredths / 100).toFixed(2);

watch({
  origin, event, races: [race],
  onState: ({ results }) => table.replaceChildren(...(results[race] ?? []).map(row => {
    const line = document.createElement('tr');
    for (const value of [row.rnk, row.bib, row.name, seconds(row.totalTotal ?? row.total), row.totalBehind]) {
      line.insertCell().textContent = value ?? '';
    }
    return line;
  })),
  onFreshness: link => { freshness.textContent = `${link.freshness} ${link.transport}`; },
  onGone: () => { freshness.textContent = 'There is no such event.'; },
});
