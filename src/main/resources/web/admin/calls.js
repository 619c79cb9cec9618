/** What the desk asks of the service. A key travels in a header, never in an address. */

const TIMEOUT_MS = 20000;
const UPLOAD_TIMEOUT_MS = 120000;
const EVENT_KEY = /^[0-9a-f]{64}$/i;
const HEADER_TEXT = /^[\x20-\x7e]*$/;

/** The service said no: with its code and sentence; or nothing at all: status 0. */
export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    Object.assign(this, { status, code });
  }
}

const header = who => who.master ? { 'X-Master-Key': who.key } : { 'X-API-Key': who.key };

const refusal = (status, body) => new Refusal(status, body?.error ?? 'Internal', body?.message ?? `HTTP ${status}`);

async function ask(who, method, path, body) {
  const headers = header(who);
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let answer;
  try {
    answer = await fetch(path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (failure) {
    throw new Refusal(0, 'Unreachable', String(failure));
  }
  if (answer.ok && answer.headers.get('Content-Type')?.startsWith('image/')) return answer.blob();
  const json = await answer.json().catch(() => null);
  if (!answer.ok || !json) throw refusal(answer.status, json);
  return json;
}

/** Who a key or password makes of somebody: { key, master, eventId }; a Refusal when it opens nothing. */
export async function identify(key) {
  if (!HEADER_TEXT.test(key)) throw new Refusal(401, 'Unauthorized', '');
  const tries = EVENT_KEY.test(key) ? [false, true] : [true];
  let first;
  for (const master of tries) {
    try {
      return { key, ...await ask({ key, master }, 'GET', '/api/v1/admin/access') };
    } catch (refused) {
      first ??= refused;
      if (refused.status !== 401) throw refused;
    }
  }
  throw first;
}

/** The calls that somebody may make. */
export class Calls {
  constructor(who) {
    this.who = who;
  }

  events() {
    return ask(this.who, 'GET', '/api/v1/admin/events').then(({ events }) => events);
  }

  create(event) {
    return ask(this.who, 'POST', '/api/v1/admin/events', event);
  }

  /** One event's; parts of the address are encoded. */
  of(eventId) {
    const path = (...parts) => ['/api/v1/admin/events', ...[eventId, ...parts].map(encodeURIComponent)].join('/');
    return {
      read: part => ask(this.who, 'GET', part ? path(part) : path()),
      edit: edit => ask(this.who, 'PATCH', path(), edit),
      remove: () => ask(this.who, 'DELETE', path()),
      become: status => ask(this.who, 'PATCH', path('status'), { status }),
      configure: patch => ask(this.who, 'PATCH', path('config'), patch),
      replaceKey: graceHours => ask(this.who, 'POST', path('key'), graceHours === null ? {} : { graceHours }),
      revokeKey: keyId => ask(this.who, 'DELETE', path('keys', keyId)),
      lastCalls: limit => ask(this.who, 'GET', `${path('ingests')}?limit=${limit}`),
      importXml: (file, onSent) => this.upload(eventId, file, onSent),
    };
  }

  /** An export as it is; onSent hears which share of it is on its way, 0 to 1. */
  upload(eventId, file, onSent) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', '/api/v1/ingest/xml' + (this.who.master ? `?eventId=${encodeURIComponent(eventId)}` : ''));
      for (const [name, value] of Object.entries(header(this.who))) request.setRequestHeader(name, value);
      request.setRequestHeader('Content-Type', 'application/xml');
      request.setRequestHeader('X-Exported-At', new Date(file.lastModified).toISOString());
      request.timeout = UPLOAD_TIMEOUT_MS;
      request.responseType = 'json';
      request.upload.onprogress = ({ loaded, total }) => onSent(total ? loaded / total : 0);
      request.upload.onload = () => onSent(1);
      request.onload = () => request.status === 200
        ? resolve(request.response.imported)
        : reject(refusal(request.status, request.response));
      request.onerror = request.ontimeout = () => reject(new Refusal(0, 'Unreachable', 'upload'));
      request.send(file);
    });
  }
}
