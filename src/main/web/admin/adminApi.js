/** The calls of the admin API. A key is sent in a header, never in an address. */

const TIMEOUT_MS = 20000;
const UPLOAD_TIMEOUT_MS = 120000;
const EVENT_KEY = /^[0-9a-f]{64}$/i;
const HEADER_TEXT = /^[\x20-\x7e]*$/;

/**
 * An error response of the service with its code and message, or no response at all (status 0). limits is { maxBytes } of what
 * was too large, or { retryAfter } in seconds.
 */
export class ApiError extends Error {
  constructor(status, code, message, limits = {}) {
    super(message);
    Object.assign(this, { status, code, ...limits });
  }
}

const authHeader = who => who.master ? { 'X-Master-Key': who.key } : { 'X-API-Key': who.key };

/** The codes of responses without one, such as those of a proxy. */
const CODES = {
  400: 'InvalidRequest', 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound', 405: 'MethodNotAllowed', 409: 'Conflict',
  413: 'PayloadTooLarge', 415: 'UnsupportedMediaType', 429: 'RateLimited', 502: 'Unavailable', 503: 'Unavailable', 504: 'Unavailable',
};

const apiError = (status, body, retryAfter) => new ApiError(status, body?.error ?? CODES[status] ?? 'Internal', body?.message ?? `HTTP ${status}`,
  { maxBytes: body?.maxBytes, retryAfter: Number(retryAfter) || undefined });

async function request(who, method, path, body) {
  const headers = authHeader(who);
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (failure) {
    throw new ApiError(0, 'Unreachable', String(failure));
  }
  if (response.ok && response.headers.get('Content-Type')?.startsWith('image/')) return response.blob();
  const json = await response.json().catch(() => null);
  if (!response.ok || !json) throw apiError(response.status, json, response.headers.get('Retry-After'));
  return json;
}

/** The rights of a key or master password: { key, master, eventId, limits }; throws an ApiError if the key is not valid. */
export async function identify(key) {
  if (!HEADER_TEXT.test(key)) throw new ApiError(401, 'Unauthorized', '');
  const tries = EVENT_KEY.test(key) ? [false, true] : [true];
  let first;
  for (const master of tries) {
    try {
      return { key, ...await request({ key, master }, 'GET', '/api/v1/admin/access') };
    } catch (refused) {
      first ??= refused;
      if (refused.status !== 401) throw refused;
    }
  }
  throw first;
}

/** The calls with one key. */
export class AdminApi {
  constructor(who) {
    this.who = who;
  }

  events() {
    return request(this.who, 'GET', '/api/v1/admin/events').then(({ events }) => events);
  }

  create(event) {
    return request(this.who, 'POST', '/api/v1/admin/events', event);
  }

  /** The calls for one event. */
  of(eventId) {
    const path = (...parts) => ['/api/v1/admin/events', ...[eventId, ...parts].map(encodeURIComponent)].join('/');
    return {
      read: part => request(this.who, 'GET', part ? path(part) : path()),
      edit: edit => request(this.who, 'PATCH', path(), edit),
      remove: () => request(this.who, 'DELETE', path()),
      setStatus: status => request(this.who, 'PATCH', path('status'), { status }),
      configure: patch => request(this.who, 'PATCH', path('config'), patch),
      declareRace: (raceId, declaration) => request(this.who, 'PUT', path('races', raceId, 'status'), declaration),
      withdrawRace: raceId => request(this.who, 'DELETE', path('races', raceId, 'status')),
      /** An empty text removes what is there. */
      setWeather: (raceId, text) => request(this.who, 'PUT', path('races', raceId, 'weather'), { text }),
      replaceKey: graceHours => request(this.who, 'POST', path('key'), graceHours === null ? {} : { graceHours }),
      revokeKey: keyId => request(this.who, 'DELETE', path('keys', keyId)),
      /** An SVG image with the key, as a Blob. */
      connectionCode: server => request(this.who, 'GET', `${path('connection-code')}?server=${encodeURIComponent(server)}`),
      lastCalls: limit => request(this.who, 'GET', `${path('ingests')}?limit=${limit}`),
      addWebhook: webhook => request(this.who, 'POST', path('webhooks'), webhook),
      editWebhook: (webhookId, edit) => request(this.who, 'PATCH', path('webhooks', webhookId), edit),
      removeWebhook: webhookId => request(this.who, 'DELETE', path('webhooks', webhookId)),
      replaceWebhookSecret: webhookId => request(this.who, 'POST', path('webhooks', webhookId, 'secret'), {}),
      testWebhook: webhookId => request(this.who, 'POST', path('webhooks', webhookId, 'test')),
      retryWebhook: webhookId => request(this.who, 'POST', path('webhooks', webhookId, 'retry')),
      webhookAttempts: webhookId => request(this.who, 'GET', path('webhooks', webhookId, 'attempts')),
      importXml: (file, onSent) => this.upload(eventId, file, onSent),
    };
  }

  /** Uploads an export. onSent is called with the share that is sent, 0 to 1. */
  upload(eventId, file, onSent) {
    return new Promise((resolve, reject) => {
      const upload = new XMLHttpRequest();
      upload.open('POST', '/api/v1/ingest/xml' + (this.who.master ? `?eventId=${encodeURIComponent(eventId)}` : ''));
      for (const [name, value] of Object.entries(authHeader(this.who))) upload.setRequestHeader(name, value);
      upload.setRequestHeader('Content-Type', 'application/xml');
      upload.setRequestHeader('X-Exported-At', new Date(file.lastModified).toISOString());
      upload.timeout = UPLOAD_TIMEOUT_MS;
      upload.responseType = 'json';
      upload.upload.onprogress = ({ loaded, total }) => onSent(total ? loaded / total : 0);
      upload.upload.onload = () => onSent(1);
      upload.onload = () => upload.status === 200
        ? resolve(upload.response.imported)
        : reject(apiError(upload.status, upload.response, upload.getResponseHeader('Retry-After')));
      upload.onerror = upload.ontimeout = () => reject(new ApiError(0, 'Unreachable', 'upload'));
      upload.send(file);
    });
  }
}
