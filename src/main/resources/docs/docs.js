'use strict';

SwaggerUIBundle({
  url: '/api/docs/openapi.yaml',
  domNode: document.getElementById('rest'),
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
});

// The viewer knows no AsyncAPI: the document is shown as it is written, with its channels and messages to jump to.
const live = document.getElementById('live');
fetch('/api/docs/asyncapi.yaml')
  .then((answer) => answer.text())
  .then((yaml) => {
    const heading = document.createElement('h2');
    heading.textContent = 'WebSocket and event stream';
    const list = document.createElement('p');
    const text = document.createElement('pre');
    const path = [];
    for (const line of yaml.split('\n')) {
      const key = /^( *)([\w.-]+):(.*)$/.exec(line);
      if (!key) {
        text.append(line + '\n');
        continue;
      }
      path.length = key[1].length / 2;
      path.push(key[2]);
      const where = path.join('.');
      const name = document.createElement('span');
      name.className = 'key';
      name.textContent = key[2];
      if (/^(channels|operations|components\.messages)\.\w+$/.test(where)) {
        name.classList.add('part');
        name.id = 'live-' + where;
        const link = document.createElement('a');
        link.href = '/api/docs#' + name.id;
        link.textContent = key[2];
        list.append(link);
      }
      text.append(key[1], name, ':' + key[3] + '\n');
    }
    live.append(heading, list, text);
  });
