// A live table in a terminal. It goes on after a restart of the service: node example-node.mjs <origin> <event> <race>
import { watch } from 'gatecast-client';

const [origin, event, race] = process.argv.slice(2);
const seconds = hundredths => hundredths == null ? '' : (hundredths / 100).toFixed(2);

watch({
  origin, event, races: [race],
  onState: ({ results }, before) => {
    for (const row of results[race] ?? []) {
      if (before.results[race]?.includes(row)) continue; // It has not changed.
      console.log([row.rnk, row.bib, row.name, seconds(row.totalTotal ?? row.total), row.totalBehind].join('\t'));
    }
  },
  onFreshness: link => console.log(link.freshness, link.transport),
  onGone: () => console.log('There is no such event.'),
});
